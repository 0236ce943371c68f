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
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.content.EditEntry;
import dev.headrace.admin.finding.EntrySelect;
import dev.headrace.admin.publishing.Unpublish;
import dev.headrace.admin.schema.Widget;
import dev.headrace.fixtures.admin.content.BrokenContent;
import dev.headrace.fixtures.admin.content.SwitchesOnKinds;
import dev.headrace.fixtures.admin.interactions.BrokenInbox;
import dev.headrace.fixtures.admin.interactions.polls.PollsHandler;
import dev.headrace.fixtures.admin.operations.BrokenOperations;
import dev.headrace.fixtures.admin.schema.FieldType;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.testkit.rules.Constants;
import dev.headrace.testkit.rules.PublicTypes;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;

/** Architecture rules in addition to the declared package dependencies, each with a class that violates it. */
@SuppressWarnings("ImmutableEnumChecker") // rules are immutable, but not annotated as such
enum CoreRule {

    NO_DEPENDENCY_ON_THE_EDGE(noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "dev.headrace.edge.."), BrokenOperations.UsesTheEdge.class),

    SCHEDULER_ONLY_IN_JOBS(noClasses().that().resideOutsideOfPackage("..admin.jobs..").should()
            .dependOnClassesThat().resideInAPackage("com.github.kagkarlsson.."), BrokenOperations.UsesScheduler.class),

    QUEUE_CLIENT_ONLY_IN_INTERACTIONS(noClasses().that().resideOutsideOfPackage("..admin.interactions..").should()
            .dependOnClassesThat().resideInAPackage("software.amazon.awssdk.."), BrokenOperations.UsesQueue.class),

    REDIS_CLIENT_ONLY_IN_PACKAGES_THAT_USE_REDIS(noClasses().that()
            .resideOutsideOfPackages("..admin.redis..", "..admin.projection..", "..admin.interactions..",
                    "..admin.redirects..")
            .should()
            .dependOnClassesThat().resideInAPackage("io.lettuce.."), BrokenOperations.UsesRedis.class),

    /** Lists, searches or pages that query the database themselves would bypass access control. */
    FINDING_USES_ENTRY_SELECT(noClasses().that()
            .resideInAnyPackage("..admin.finding..", "..admin.importing..", "..admin.operations..").and()
            .doNotBelongToAnyOf(EntrySelect.class).and(not(uploads())).should().dependOnClassesThat(database()),
            BrokenOperations.AsksTheDatabase.class),

    CONTROLLERS_DO_NOT_ACCESS_THE_DATABASE(noClasses().that(simpleNameEndingWith("Controller")
            .or(simpleNameEndingWith("Page")).or(simpleNameEndingWith("Pages"))).or()
            .areMetaAnnotatedWith(Controller.class).should().dependOnClassesThat(database()),
            BrokenContent.DraftPages.class),

    /** Statements elsewhere would read entries without the access condition. */
    ENTRY_QUERIES_REQUIRE_AN_ACTOR(noClasses().that(not(statementsOfEntries()))
            .should(Constants.contain(Tables.OF_ENTRIES)), BrokenContent.ReadsEntries.class),

    /** Statements elsewhere would read publications of entries that the actor may not see. */
    PUBLICATION_QUERIES_REQUIRE_A_VARIANT(noClasses().that(not(statementsOfPublications()))
            .should(Constants.contain(Tables.OF_PUBLICATIONS)), BrokenContent.ReadsPublications.class),

    ENTRY_REPOSITORY_ONLY_IN_LOCKING_VERBS(noClasses()
            .that(not(inContent("Entries", "LockEntries", "EditEntry", "PurgeEntries"))).should()
            .dependOnClassesThat(inContent("Entries")), BrokenContent.HasTheRepository.class),

    ENTITY_MANAGER_IS_ONLY_FLUSHED(noClasses().should().callMethodWhere(
            targetOwner(type(EntityManager.class)).and(target(not(nameMatching("flush"))))),
            BrokenContent.FindsEntities.class),

    /** The exceptions change the values of many entries at once, or a password from a command without JPA. */
    AGGREGATES_ARE_NOT_WRITTEN_BY_SQL(noClasses()
            .that(not(inContent("VariantValues", "TitleKeys", "EntriesOfTypes").or(publicationValues())
                    .or(nameMatching(".*\\.staff\\.Passwords"))))
            .should(Constants.contain(Tables.WRITTEN_AGGREGATES)), BrokenContent.WritesEntries.class),

    /** Then the compiler prevents other packages from switching on field types. */
    FIELD_TYPES_ARE_PACKAGE_PRIVATE(classes().that().resideInAPackage("..admin.schema").and()
            .areTopLevelClasses().and(nameMatching(".*\\.(FieldType|Scalar)")).should()
            .bePackagePrivate(), FieldType.class),

    FIELD_TYPE_CHECKS_ONLY_IN_SCHEMA(noClasses().that().resideOutsideOfPackage("..admin.schema..")
            .should().callMethodWhere(targetOwner(nameMatching(".*\\.schema\\.Field"))
                    .and(target(nameMatching("type|keyword")))),
            BrokenContent.SwitchesOnFieldTypes.class),

    KINDS_OF_LIST_VALUES_ARE_COMPARED_ONLY_IN_SCHEMA(comparedOnlyInSchema(ValueKind.class), SwitchesOnKinds.class),

    /** Templates choose the fragment of a widget by its name. */
    WIDGETS_ARE_COMPARED_ONLY_IN_SCHEMA(comparedOnlyInSchema(Widget.class), BrokenContent.ComparesWidgets.class),

    /** A change that is recorded for an actor is one that the actor must be permitted to make. */
    RECORDED_CHANGES_REQUIRE_A_PERMISSION(
            classes().that(call(ActivityLog.class, "record").or(call(EditEntry.class, ".*")))
                    .and(not(withoutPermission())).should().callMethodWhere(
                            targetOwner(type(Actor.class)).and(target(nameMatching("require")))),
            BrokenContent.ChangesAsAnybody.class),

    INBOX_DOES_NOT_DEPEND_ON_KINDS(noClasses().that().resideInAPackage("..admin.interactions").should()
            .dependOnClassesThat().resideInAPackage("..admin.interactions.*.."), BrokenInbox.class),

    KINDS_ARE_INDEPENDENT(slices().matching("..admin.interactions.(*)..").should().notDependOnEachOther(),
            PollsHandler.class),

    SETTINGS_ARE_RECORDS(noClasses().should().dependOnClassesThat().belongToAnyOf(Value.class),
            BrokenContent.HasAValue.class),

    /** {@link Unpublish} is used by the projection's tests. */
    PUBLIC_TYPES_ARE_NEEDED_ELSEWHERE(PublicTypes.areNeededElsewhere(Unpublish.class), BrokenContent.class);

    /** Apply to {@code .sql} files and classes. */
    static final Pattern TABLES_OF_ENTRIES = Tables.OF_ENTRIES;
    static final Pattern TABLES_OF_PUBLICATIONS = Tables.OF_PUBLICATIONS;

    private static final class Tables {
        private static final Pattern OF_ENTRIES = Pattern.compile("(?i)\\b(from|join|into|update|using)\\s+"
                + "(entry|variant|variant_value|revision|entry_reference|unique_value|unique_use)\\b");
        private static final Pattern OF_PUBLICATIONS = Pattern.compile("(?i)\\b(from|join|into|update|using)\\s+"
                + "(publication|publication_reference|ending|publish_receipt|scheduled_change)\\b");
        private static final Pattern WRITTEN_AGGREGATES = Pattern.compile(
                "(?i)\\b(insert\\s+into|update|delete\\s+from|merge\\s+into)\\s+(entry|variant|staff)\\b");
    }

    private final ArchRule rule;
    private final Class<?> broken;

    CoreRule(ArchRule rule, Class<?> broken) {
        this.rule = rule;
        this.broken = broken;
    }

    /** A class that violates the rule. */
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
                .or(type(java.sql.Statement.class)).as("database classes");
    }

    /** Who compares an enum constant, or switches on it, accesses the constant or the enum's own methods. */
    private static ArchRule comparedOnlyInSchema(Class<? extends Enum<?>> type) {
        return noClasses().that().resideOutsideOfPackage("..admin.schema..").should()
                .accessTargetWhere(targetOwner(type(type)).and(target(nameMatching(
                        "[A-Z_]+|name|ordinal|compareTo|values|valueOf"))));
    }

    /** Classes that call methods of another. */
    private static DescribedPredicate<JavaClass> call(Class<?> owner, String method) {
        return DescribedPredicate.describe("call " + owner.getSimpleName() + "." + method,
                calling -> calling.getMethodCallsFromSelf().stream().anyMatch(
                        call -> call.getTargetOwner().isEquivalentTo(owner) && call.getName().matches(method)));
    }

    /**
     * What the other verbs share; what somebody does before being known; and the command line, whose user has the
     * database's password.
     */
    private static DescribedPredicate<HasName> withoutPermission() {
        return inContent("EditEntry").or(nameMatching(".*\\.publishing\\.RecordPublications"))
                .or(nameMatching(".*\\.staff\\.(RecordSignIns|FirstAdministrator|AccessTokens|Passwords)(\\$.*)?"));
    }

    /** Imports have separate tables for uploaded files and their outcomes, and lock names. */
    private static DescribedPredicate<HasName> uploads() {
        return nameMatching(".*\\.importing\\.(Uploads|ImportFiles|ImportCleanup|ImportedEntries|LockNames)(\\$.*)?");
    }

    /**
     * The query with the access condition, that of activities, the verbs that use the former to lock entries, and model
     * changes, which concern all entries.
     */
    private static DescribedPredicate<HasName> statementsOfEntries() {
        return inContent("Entries", "Revisions", "UniqueValues", "ClaimedValues", "EntryReferences", "PurgeEntries",
                "VariantCounts", "VariantValues", "TitleKeys", "EntriesOfTypes", "ReferenceTargets")
                .or(publicationValues())
                .or(nameMatching(".*\\.finding\\.(EntrySelect|EntryUsages|ValueIndex)(\\$.*)?"))
                .or(nameMatching(".*\\.activity\\.VisibleActivities"));
    }

    /**
     * Publications, receipts and scheduled changes, whose readers pass a variant or locked entries; model changes, which concern all entries;
     * the query of usages with the access condition; and the projection, which renders for the edge.
     */
    private static DescribedPredicate<HasName> statementsOfPublications() {
        return nameMatching(
                ".*\\.publishing\\.(Publications|Endings|Publication(Values|Counts|State)|Receipts)(\\$.*)?")
                .or(nameMatching(".*\\.scheduling\\.Schedule(dChanges|Lists)"))
                .or(nameMatching(".*\\.releases\\.Release(Items|Progress)"))
                .or(nameMatching(".*\\.finding\\.EntryUsages"))
                .or(nameMatching(
                        ".*\\.projection\\.(Claims|MarkDependents|ReadPublished|RebuildProgress)(\\$.*)?"));
    }

    /** Compares drafts with publications after model changes. */
    private static DescribedPredicate<HasName> publicationValues() {
        return nameMatching(".*\\.publishing\\.PublicationValues(\\$.*)?");
    }

    private static DescribedPredicate<HasName> inContent(String... names) {
        return nameMatching(".*\\.content\\.(" + String.join("|", names) + ")(\\$.*)?");
    }
}
