package dev.headrace.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchitectureTest {

    private static final ArchRule DEPENDS_ONLY_ON_JDK_JACKSON_AND_ICU = classes().should().onlyDependOnClassesThat()
            .resideInAnyPackage("dev.headrace.model..", "java..", "javax.crypto..", "tools.jackson..",
                    "com.fasterxml.jackson..", "com.ibm.icu..", "org.jspecify.annotations..");
    private static final Pattern KEY = Pattern.compile("[\"'`]hr:");
    private static final Path MODULES = Path.of("..");

    @Test
    void contractDependsOnlyOnTheJdkJacksonAndIcu() {
        DEPENDS_ONLY_ON_JDK_JACKSON_AND_ICU.check(new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.headrace.model"));
    }

    /** Violates the rule. */
    private record UsesALibrary(JavaClasses classes) {}

    @Test
    void otherDependenciesAreReported() {
        assertThat(
                DEPENDS_ONLY_ON_JDK_JACKSON_AND_ICU.evaluate(new ClassFileImporter().importClasses(UsesALibrary.class))
                        .getFailureReport().getDetails())
                .anySatisfy(line -> assertThat(line).contains(UsesALibrary.class.getName()));
    }

    /** Searches the sources, because constants of {@link RedisKeys} are inlined in compiled classes. */
    @Test
    void keysAreSpelledOnlyInRedisKeys(@TempDir Path folder) throws IOException {
        assertThat(spellingsIn(MODULES.resolve("shared-model/src/main"))).extracting(Path::getFileName)
                .containsExactly(Path.of("RedisKeys.java"));
        for (Path module : others()) {
            assertThat(spellingsIn(module)).isEmpty();
        }

        Path violation = Files.writeString(folder.resolve("Broken.java"), "get(\"hr:model\")");
        assertThat(spellingsIn(folder)).containsExactly(violation);
    }

    private static List<Path> others() throws IOException {
        try (Stream<Path> modules = Files.list(MODULES); Stream<Path> infra = Files.list(MODULES.resolve("infra"))) {
            List<Path> sources = Stream.concat(modules, infra).filter(module -> !module.endsWith("shared-model"))
                    .map(module -> module.resolve("src/main")).filter(Files::isDirectory).toList();
            assertThat(sources).hasSizeGreaterThan(1);
            return sources;
        }
    }

    private static List<Path> spellingsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> KEY.matcher(read(file)).find()).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
