package dev.headrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;

/** {@code application.yaml} documents all settings. */
class SettingsTest {

    @Test
    void theFileListsExactlyTheRecordComponents() throws IOException {
        assertThat(listed().keySet()).containsExactlyInAnyOrderElementsOf(fields());
    }

    @Test
    void everySettingIsAVariableWithADefault() throws IOException {
        assertThat(listed().values()).allSatisfy(value -> assertThat(value).matches("\\$\\{HEADRACE_[A-Z_]+:.*}"));
    }

    private static Map<String, String> listed() throws IOException {
        return new YamlPropertySourceLoader().load("file", new ClassPathResource("application.yaml")).stream()
                .map(file -> (EnumerablePropertySource<?>) file)
                .flatMap(file -> Stream.of(file.getPropertyNames()).filter(name -> name.startsWith("headrace."))
                        .map(name -> Map.entry(name, String.valueOf(file.getProperty(name)))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<String> fields() {
        return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.headrace.admin").stream()
                .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class)).map(JavaClass::reflect)
                .flatMap(type -> Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName)
                        .map(name -> Settings.prefix(type) + "." + kebab(name)))
                .toList();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
