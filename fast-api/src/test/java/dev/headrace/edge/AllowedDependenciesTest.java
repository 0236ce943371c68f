package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.headrace.testkit.rules.DocumentedPackages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table has all packages and no dependency that nothing needs, and the documentation has the same. */
class AllowedDependenciesTest {

    private static final AllowedDependencies CURRENT = AllowedDependencies.current();
    private static final JavaClasses EDGE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.headrace.edge");

    @ParameterizedTest
    @MethodSource("dependencies")
    void eachDependencyIsUsedAndIsReportedWhereItIsNotAllowed(String name, String other) {
        assertThat(violations(CURRENT.without(name, other))).as("%s does not use %s", name, other).isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("edge." + name + ".", "edge." + other + "."));
    }

    /** ArchUnit does not see types that occur only in the patterns of a switch. */
    static Stream<Arguments> dependencies() {
        return CURRENT.without("http", "redis").byPackage().entrySet().stream()
                .flatMap(each -> each.getValue().stream().sorted().map(other -> arguments(each.getKey(), other)));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void eachPackageIsReportedIfTheTableDoesNotHaveIt(String name) {
        assertThat(violations(CURRENT.without(name))).isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("Class <dev.headrace.edge." + name + "."));
    }

    static Set<String> packages() {
        return CURRENT.byPackage().keySet();
    }

    @Test
    void theDocumentationHasTheSameDependencies() throws IOException {
        assertThat(DocumentedPackages.read(Path.of("../docs/ARCHITECTURE.md"), "### Inside the edge")
                .contradictions(CURRENT.byPackage())).isEmpty();
    }

    private static List<String> violations(AllowedDependencies table) {
        return table.rule().evaluate(EDGE).getFailureReport().getDetails();
    }
}
