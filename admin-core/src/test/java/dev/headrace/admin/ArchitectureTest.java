package dev.headrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/**
 * The core's packages depend on each other only as their {@code package-info} declares, and follow every {@link
 * CoreRule}.
 */
class ArchitectureTest {

    private static final Path ENTRY_EXISTENCE_CHECK = Path.of("projection", "delete_purged_documents.sql");
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.headrace.admin");
    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages("dev.headrace.fixtures");

    @Test
    void featuresUseOnlyDeclaredDependencies() {
        ApplicationModules.of(AdminCore.class).verify();
    }

    /** Without a declaration a feature could use all others. */
    @Test
    void featuresDeclareExactlyTheDependenciesTheyUse() {
        ApplicationModules features = ApplicationModules.of(AdminCore.class);
        assertThat(features).isNotEmpty();
        features.forEach(
                feature -> assertThat(declared(feature)).as("declared dependencies of '%s'", feature.getIdentifier())
                        .containsExactlyInAnyOrderElementsOf(used(feature, features)));
    }

    private static List<String> declared(org.springframework.modulith.core.ApplicationModule feature) {
        return feature.getBasePackage().getAnnotation(ApplicationModule.class)
                .map(declaration -> List.of(declaration.allowedDependencies())).orElse(List.of("anything"));
    }

    private static List<String> used(org.springframework.modulith.core.ApplicationModule feature,
            ApplicationModules features) {
        return feature.getDirectDependencies(features).uniqueModules().map(other -> other.getIdentifier().toString())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void theCoreFollowsTheRule(CoreRule rule) {
        rule.check(CORE);
    }

    @ParameterizedTest
    @EnumSource
    void violationsOfTheRuleAreReported(CoreRule rule) {
        assertThat(rule.violations(FIXTURES)).anySatisfy(line -> assertThat(line).contains(rule.broken().getName()));
    }

    @Test
    void sqlFilesDoNotAccessTheTablesOfEntries(@TempDir Path folder) throws IOException {
        assertThat(statementsOfEntries(Path.of("src/main/resources/dev"))).isEmpty();

        Path broken = Files.writeString(folder.resolve("list_titles.sql"), "select v.title\nfrom\n    variant v\n");
        assertThat(statementsOfEntries(folder)).containsExactly(broken);
    }

    private static List<Path> statementsOfEntries(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql") && !file.endsWith(ENTRY_EXISTENCE_CHECK))
                    .filter(file -> CoreRule.TABLES_OF_ENTRIES.matcher(read(file)).find()).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
