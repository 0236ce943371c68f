package dev.headrace.admin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.headrace.admin.finding.EntrySelect;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The core's packages depend on each other only as each {@code package-info} declares. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.headrace.admin");
    private static final String[] DATABASE = {"org.springframework.jdbc..", "org.springframework.data..",
            "jakarta.persistence.."};

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
    void onlyTheJobsKnowTheirScheduler() {
        noClasses().that().resideOutsideOfPackage("..admin.jobs..").should().dependOnClassesThat()
                .resideInAPackage("com.github.kagkarlsson..").check(CLASSES);
    }

    @Test
    void onlyTheEndsOfRedisAndOfTheQueueKnowTheirClients() {
        noClasses().that().resideOutsideOfPackages("..admin.interactions..").should().dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..").check(CLASSES);
        noClasses().that().resideOutsideOfPackages("..admin.edge..", "..admin.projection..", "..admin.interactions..")
                .should().dependOnClassesThat().resideInAPackage("io.lettuce..").check(CLASSES);
    }

    /** Imports keep uploaded files and their outcomes in tables of their own. */
    private static final DescribedPredicate<HasName> UPLOADS = nameMatching(
            ".*\\.importing\\.(Uploads|ImportFiles|ImportCleanup|ImportedEntries)(\\$.*)?");

    /** A list, a search or a page that asks the database itself would show what its reader may not see. */
    @Test
    void whatPeopleFindIsFoundByEntrySelectAlone() {
        noClasses().that().resideInAnyPackage("..admin.finding..", "..admin.importing..", "..admin.operations..")
                .and(not(belongToAnyOf(EntrySelect.class))).and(not(UPLOADS)).should().dependOnClassesThat()
                .resideInAnyPackage(DATABASE).check(CLASSES);
        noClasses().that(simpleNameEndingWith("Controller").or(simpleNameEndingWith("Page"))
                .or(simpleNameEndingWith("Pages"))).should().dependOnClassesThat().resideInAnyPackage(DATABASE)
                .check(CLASSES);
    }

    @Test
    void onlyTheSchemaKnowsTheKindsOfFields() {
        noClasses().that().resideOutsideOfPackage("..admin.schema..").should().dependOnClassesThat(
                assignableTo("dev.headrace.admin.schema.FieldType")).check(CLASSES);
    }
}
