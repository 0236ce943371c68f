package dev.headrace.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms of the core and the doors between them, as each package's {@code package-info} declares them. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.headrace.admin");

    @Test
    void featuresDependOnEachOtherOnlyAsDeclared() {
        ApplicationModules.of(AdminCore.class).verify();
    }

    @Test
    void theCoreKnowsNothingOfTheEdge() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("io.undertow..", "dev.headrace.edge..")
                .check(CLASSES);
    }

    @Test
    void onlyTheEndsOfRedisAndOfTheQueueKnowTheirClients() {
        noClasses().that().resideOutsideOfPackages("..admin.interactions..").should().dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..").check(CLASSES);
        noClasses().that().resideOutsideOfPackages("..admin.edge..", "..admin.publishing..", "..admin.interactions..")
                .should().dependOnClassesThat().resideInAPackage("io.lettuce..").check(CLASSES);
    }
}
