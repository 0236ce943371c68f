package dev.headrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.headrace.testkit.rules.DocumentedPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final ApplicationModules FEATURES = ApplicationModules.of(AdminCore.class);
    private static final ApplicationModules BROKEN_FEATURES = ApplicationModules.of("dev.headrace.fixtures.modules",
            _ -> true);
    private static final ApplicationModules CYCLIC_FEATURES = ApplicationModules.of("dev.headrace.fixtures.cyclic",
            _ -> true);
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.headrace.admin");
    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages("dev.headrace.fixtures");

    @Test
    void featuresUseOnlyDeclaredDependencies() {
        FEATURES.verify();
    }

    @Test
    void undeclaredDependenciesAreReported() {
        assertThat(BROKEN_FEATURES.detectViolations().getMessages())
                .anySatisfy(line -> assertThat(line).contains("'lending' depends on module 'catalogue'"));
    }

    @Test
    void cyclesAreReportedEvenIfTheirDependenciesAreDeclared() {
        assertThat(wronglyDeclared(CYCLIC_FEATURES)).isEmpty();
        assertThat(CYCLIC_FEATURES.detectViolations().getMessages())
                .anySatisfy(line -> assertThat(line).contains("Cycle detected", "invoices", "orders"));
    }

    @Test
    void theDocumentationHasTheSameDependencies() throws IOException {
        Map<String, Set<String>> declared = new HashMap<>();
        FEATURES.forEach(feature -> declared.put(feature.getIdentifier().toString(), declared(feature)));

        assertThat(DocumentedPackages.read(Path.of("../docs/ARCHITECTURE.md"), "### Inside the core")
                .contradictions(declared)).isEmpty();
    }

    /** Without a declaration a feature could use all others. */
    @Test
    void featuresDeclareExactlyTheDependenciesTheyUse() {
        assertThat(FEATURES).isNotEmpty();
        assertThat(wronglyDeclared(FEATURES)).isEmpty();
    }

    @Test
    void featuresThatDeclareOtherDependenciesThanTheyUseAreReported() {
        assertThat(wronglyDeclared(BROKEN_FEATURES)).containsExactlyInAnyOrder(
                "catalogue declares [lending] and uses []", "lending declares [] and uses [catalogue]");
    }

    private static List<String> wronglyDeclared(ApplicationModules features) {
        List<String> wrong = new ArrayList<>();
        features.forEach(feature -> {
            Set<String> declared = declared(feature);
            Set<String> used = used(feature, features);
            if (!declared.equals(used)) {
                wrong.add("%s declares %s and uses %s".formatted(feature.getIdentifier(), declared, used));
            }
        });
        return wrong;
    }

    private static Set<String> declared(org.springframework.modulith.core.ApplicationModule feature) {
        return feature.getBasePackage().getAnnotation(ApplicationModule.class)
                .map(declaration -> Set.of(declaration.allowedDependencies())).orElse(Set.of("anything"));
    }

    private static Set<String> used(org.springframework.modulith.core.ApplicationModule feature,
            ApplicationModules features) {
        return feature.getDirectDependencies(features).uniqueModules().map(other -> other.getIdentifier().toString())
                .collect(Collectors.toSet());
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
