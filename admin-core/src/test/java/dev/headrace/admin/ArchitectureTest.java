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
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
        return sqlFiles(folder, CoreRule.TABLES_OF_ENTRIES).filter(file -> !file.endsWith(ENTRY_EXISTENCE_CHECK))
                .toList();
    }

    /** Those of publishing write them, and find the owners of slugs. */
    @Test
    void sqlFilesAccessTheTablesOfPublicationsOnlyForPublishingAndProjection(@TempDir Path folder)
            throws IOException {
        assertThat(foldersWithPublications(Path.of("src/main/resources/dev")))
                .containsExactlyInAnyOrder("publishing", "projection");

        Path other = Files.createDirectory(folder.resolve("operations"));
        Files.writeString(other.resolve("receipts.sql"), "select count(*)\nfrom publish_receipt\n");
        assertThat(foldersWithPublications(folder)).containsExactly("operations");
    }

    private static Set<String> foldersWithPublications(Path folder) throws IOException {
        return sqlFiles(folder, CoreRule.TABLES_OF_PUBLICATIONS)
                .map(file -> Objects.requireNonNull(file.getParent()).getFileName().toString())
                .collect(Collectors.toSet());
    }

    private static Stream<Path> sqlFiles(Path folder, Pattern tables) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql") && tables.matcher(read(file)).find())
                    .toList().stream();
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
