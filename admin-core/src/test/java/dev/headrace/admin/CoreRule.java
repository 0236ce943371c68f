package dev.headrace.admin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchRule;
import dev.headrace.admin.finding.EntrySelect;
import dev.headrace.admin.publishing.Unpublish;
import dev.headrace.fixtures.admin.content.BrokenContent;
import dev.headrace.fixtures.admin.interactions.BrokenInbox;
import dev.headrace.fixtures.admin.interactions.polls.PollsHandler;
import dev.headrace.fixtures.admin.operations.BrokenOperations;
import dev.headrace.fixtures.admin.schema.FieldType;
import dev.headrace.testkit.rules.Constants;
import dev.headrace.testkit.rules.PublicTypes;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;

/** Rules of the core beside what its packages declare, each with a class that breaks it. */
@SuppressWarnings("ImmutableEnumChecker") // rules do not change, but the library does not say so
enum CoreRule {

    NOTHING_OF_THE_EDGE(noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "dev.headrace.edge.."), BrokenOperations.UsesTheEdge.class),

    ONLY_THE_JOBS_KNOW_THEIR_SCHEDULER(noClasses().that().resideOutsideOfPackage("..admin.jobs..").should()
            .dependOnClassesThat().resideInAPackage("com.github.kagkarlsson.."), BrokenOperations.UsesScheduler.class),

    ONLY_THE_WORKERS_KNOW_THE_QUEUE(noClasses().that().resideOutsideOfPackage("..admin.interactions..").should()
            .dependOnClassesThat().resideInAPackage("software.amazon.awssdk.."), BrokenOperations.UsesQueue.class),

    ONLY_THE_ENDS_OF_REDIS_KNOW_ITS_CLIENT(noClasses().that()
            .resideOutsideOfPackages("..admin.edge..", "..admin.projection..", "..admin.interactions..").should()
            .dependOnClassesThat().resideInAPackage("io.lettuce.."), BrokenOperations.UsesRedis.class),

    /** A list, a search or a page that asks the database itself would show what its reader may not see. */
    WHAT_PEOPLE_FIND_IS_FOUND_BY_ENTRY_SELECT(noClasses().that()
            .resideInAnyPackage("..admin.finding..", "..admin.importing..", "..admin.operations..").and()
            .doNotBelongToAnyOf(EntrySelect.class).and(not(uploads())).should().dependOnClassesThat(database()),
            BrokenOperations.AsksTheDatabase.class),

    PAGES_AND_CALLS_ASK_NO_DATABASE(noClasses().that(simpleNameEndingWith("Controller")
            .or(simpleNameEndingWith("Page")).or(simpleNameEndingWith("Pages"))).or()
            .areMetaAnnotatedWith(Controller.class).should().dependOnClassesThat(database()),
            BrokenContent.DraftPages.class),

    /** A statement elsewhere would read entries without the condition that says what an actor may see. */
    ENTRIES_ARE_READ_WITH_AN_ACTOR(noClasses().that(not(statementsOfEntries()))
            .should(Constants.contain(Tables.OF_ENTRIES)), BrokenContent.ReadsEntries.class),

    ONLY_VERBS_THAT_LOCK_HAVE_THE_REPOSITORY_OF_ENTRIES(noClasses()
            .that(not(inContent("Entries", "LockEntries", "EditEntry", "PurgeEntries"))).should()
            .dependOnClassesThat(inContent("Entries")), BrokenContent.HasTheRepository.class),

    THE_ENTITY_MANAGER_IS_ONLY_FLUSHED(noClasses().should().callMethodWhere(
            targetOwner(type(EntityManager.class)).and(target(not(nameMatching("flush"))))),
            BrokenContent.FindsEntities.class),

    /** The two that may change the values of many entries at once, and load none of them as an aggregate. */
    AGGREGATES_ARE_NOT_WRITTEN_BY_STATEMENTS(noClasses().that(not(inContent("VariantValues", "EntriesOfTypes")))
            .should(Constants.contain(Tables.WRITTEN_AGGREGATES)), BrokenContent.WritesEntries.class),

    /** The compiler does the rest: what other packages cannot name they cannot switch on. */
    THE_KINDS_OF_FIELDS_ARE_PRIVATE_TO_THE_SCHEMA(classes().that().resideInAPackage("..admin.schema").and()
            .areTopLevelClasses().and(nameMatching(".*\\.(FieldType|Scalar)")).should()
            .bePackagePrivate(), FieldType.class),

    ONLY_THE_SCHEMA_ASKS_FOR_THE_TYPE_OF_A_FIELD(noClasses().that().resideOutsideOfPackage("..admin.schema..")
            .should().callMethodWhere(targetOwner(nameMatching(".*\\.schema\\.Field"))
                    .and(target(nameMatching("type|keyword")))),
            BrokenContent.SwitchesOnFieldTypes.class),

    THE_INBOX_DOES_NOT_KNOW_THE_KINDS(noClasses().that().resideInAPackage("..admin.interactions").should()
            .dependOnClassesThat().resideInAPackage("..admin.interactions.*.."), BrokenInbox.class),

    KINDS_DO_NOT_KNOW_EACH_OTHER(slices().matching("..admin.interactions.(*)..").should().notDependOnEachOther(),
            PollsHandler.class),

    SETTINGS_ARE_RECORDS(noClasses().should().dependOnClassesThat().belongToAnyOf(Value.class),
            BrokenContent.HasAValue.class),

    /** {@link Unpublish} is what the tests of the projection unpublish with. */
    PUBLIC_TYPES_ARE_NEEDED_ELSEWHERE(PublicTypes.areNeededElsewhere(Unpublish.class), BrokenContent.class);

    /** In a {@code .sql} file or a class. */
    static final Pattern TABLES_OF_ENTRIES = Tables.OF_ENTRIES;

    private static final class Tables {
        private static final Pattern OF_ENTRIES = Pattern.compile("(?i)\\b(from|join|into|update|using)\\s+"
                + "(entry|variant|revision|entry_reference|unique_value|unique_use)\\b");
        private static final Pattern WRITTEN_AGGREGATES = Pattern.compile(
                "(?i)\\b(insert\\s+into|update|delete\\s+from|merge\\s+into)\\s+(entry|variant|staff)\\b");
    }

    private final ArchRule rule;
    private final Class<?> broken;

    CoreRule(ArchRule rule, Class<?> broken) {
        this.rule = rule;
        this.broken = broken;
    }

    /** A class that breaks the rule. */
    Class<?> broken() {
        return broken;
    }

    void check(JavaClasses classes) {
        rule.check(classes);
    }

    List<String> violations(JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }

    private static DescribedPredicate<JavaClass> database() {
        return resideInAnyPackage("org.springframework.jdbc..", "org.springframework.data..", "jakarta.persistence..",
                "org.hibernate..", "javax.sql..").or(type(java.sql.Connection.class))
                .or(type(java.sql.Statement.class)).as("classes of the database");
    }

    /** Imports keep uploaded files and their outcomes in tables of their own. */
    private static DescribedPredicate<HasName> uploads() {
        return nameMatching(".*\\.importing\\.(Uploads|ImportFiles|ImportCleanup|ImportedEntries)(\\$.*)?");
    }

    /**
     * The query that contains what an actor may see, the rule that says it, the verbs that have locked their entries by it, and changes of the
     * model, which concern all entries.
     */
    private static DescribedPredicate<HasName> statementsOfEntries() {
        return inContent("Entries", "Revisions", "UniqueValues", "EntryReferences", "PurgeEntries", "VariantValues",
                "EntriesOfTypes").or(nameMatching(".*\\.finding\\.(EntrySelect|EntryUsages)(\\$.*)?"))
                .or(nameMatching(".*\\.access\\.AccessRules"));
    }

    private static DescribedPredicate<HasName> inContent(String... names) {
        return nameMatching(".*\\.content\\.(" + String.join("|", names) + ")(\\$.*)?");
    }
}
