package dev.headrace.admin.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Role;
import dev.headrace.admin.activity.SubjectKind.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ActivityIT {

    private static CoreUnderTest core;
    private static ActivityLog log;

    private final Subject subject = TriedActions.TEST.of(UUID.randomUUID());

    /** The actions of a feature that exists in tests only. */
    static class TriedActions implements ActionSource {

        static final SubjectKind TEST = new SubjectKind("test", "Tests");

        static final Action START = new Action("test.start", "Tried to start", TEST);
        static final Action CHANGE = new Action("test.change", "Tried to change", TEST, true);
        static final Action ANNOUNCE = new Action("test.announce", "Announced",
                new SubjectKind("notice", "Notices").visible(Visibility.everybody));

        @Override
        public List<Action> actions() {
            return List.of(START, CHANGE, ANNOUNCE);
        }
    }

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start(TriedActions.class);
        log = core.bean(ActivityLog.class);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void anActivityIsRecordedInTheTransactionOfItsChange() {
        assertThatThrownBy(() -> log.record(Actor.system(), TriedActions.START, subject, null, null))
                .isInstanceOf(IllegalTransactionStateException.class);

        core.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            log.record(Actor.system(), TriedActions.START, subject, null, null);
            transaction.setRollbackOnly();
        });

        assertThat(log.ofSubject(subject, 10, Actor.system())).isEmpty();
    }

    @Test
    void activitiesAreReadNewestFirst() {
        JsonNode before = JsonNodeFactory.instance.objectNode().put("title", "Old");
        JsonNode after = JsonNodeFactory.instance.objectNode().put("title", "New");
        record(TriedActions.START, subject, null, before);
        record(TriedActions.CHANGE, new Subject(subject.kind(), subject.id(), "de", null, "New"), before, after);

        List<Activity> activities = log.ofSubject(subject, 10, Actor.system());

        assertThat(activities).extracting(Activity::action).containsExactly("test.change", "test.start");
        Activity edit = activities.getFirst();
        assertThat(edit.actorKind()).isEqualTo(Actor.Kind.system);
        assertThat(edit.subject()).isEqualTo(new Subject("test", subject.id(), "de", null, "New"));
        assertThat(edit.before()).isEqualTo(before);
        assertThat(edit.after()).isEqualTo(after);
        assertThat(activities.getLast().before()).isNull();
        assertThat(log.latest(1, List.of(), Actor.system())).hasSize(1);
    }

    @Test
    void theActionsOfAllFeaturesAreKnown() {
        Actions actions = core.bean(Actions.class);

        assertThat(actions.subjects()).containsKeys("entry", "event", "job", "model", "staff", "token", "type")
                .containsEntry("test", "Tests");
        assertThat(actions.groups()).filteredOn(group -> group.prefix().equals("test."))
                .containsExactly(new Actions.Group("test.", "Tests",
                        Map.of("test.start", "Tried to start", "test.change", "Tried to change",
                                "test.announce", "Announced")));
        assertThat(actions.groups()).filteredOn(group -> group.prefix().equals("entry.")).singleElement()
                .satisfies(group -> assertThat(group.words()).containsKeys("entry.create", "entry.publish"));
        assertThat(actions.routine()).containsExactlyInAnyOrder("staff.sign-in", "staff.sign-in-failed",
                "test.change");
        assertThat(actions.words("of.an.earlier.version")).isEqualTo("of.an.earlier.version");
    }

    @Test
    void actionsThatNoBeanHasAreNotRecorded() {
        Action unknown = new Action("test.forgotten", "Forgot", TriedActions.TEST);
        Action other = new Action(TriedActions.START.id(), "Said otherwise", TriedActions.TEST);

        for (Action action : List.of(unknown, other)) {
            assertThatThrownBy(() -> record(action, subject, null, null)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(action.id());
        }
        assertThat(log.ofSubject(subject, 10, Actor.system())).isEmpty();
    }

    @Test
    void twoActionsWithTheSameIdAreRejected() {
        List<ActionSource> sources = List.of(new TriedActions(), new TriedActions());

        assertThatThrownBy(() -> new Actions(sources)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("test.start");
    }

    @Test
    void onlyTheSizeOfVeryLargeValuesIsStored() {
        JsonNode large = JsonNodeFactory.instance.objectNode().put("text", "x".repeat(ActivityLog.MAX_JSON_BYTES));

        record(TriedActions.START, subject, null, large);

        JsonNode kept = Objects.requireNonNull(log.ofSubject(subject, 1, Actor.system()).getFirst().after());
        assertThat(kept.path("_truncated").booleanValue()).isTrue();
        assertThat(kept.path("bytes").intValue()).isEqualTo(ActivityLog.MAX_JSON_BYTES + "{\"text\":\"\"}".length());
    }

    @Test
    void theDatabaseRejectsChangesOfActivities() {
        record(TriedActions.START, subject, null, null);
        JdbcClient jdbc = core.bean(JdbcClient.class);

        for (String sql : List.of("update activity set action = 'x'", "delete from activity", "truncate activity")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).as(sql).isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
        assertThat(log.ofSubject(subject, 10, Actor.system())).hasSize(1);
    }

    @Test
    void theApiFiltersAndPagesActivities() {
        for (int i = 0; i < 5; i++) {
            record(TriedActions.CHANGE, subject, null, JsonNodeFactory.instance.objectNode().put("i", i));
        }
        record(TriedActions.START, subject, null, null);
        String filter = "/api/audit?size=2&action=test.c&actor=system&subject=test:" + subject.id();

        JsonNode first = core.get(filter).json();
        JsonNode second = core.get(filter + "&after=" + first.path("next").stringValue()).json();
        JsonNode third = core.get(filter + "&after=" + second.path("next").stringValue()).json();

        assertThat(numbers(first)).containsExactly(4, 3);
        assertThat(numbers(second)).containsExactly(2, 1);
        assertThat(numbers(third)).containsExactly(0);
        assertThat(third.path("next").isNull()).isTrue();
        assertThat(first.at("/items/0/actor/kind").stringValue()).isEqualTo("system");
        assertThat(core.get("/api/audit?subject=test&size=200").json().path("items").size())
                .isGreaterThanOrEqualTo(6);
        assertThat(core.get("/api/audit?size=201").status()).isEqualTo(400);
    }

    @Test
    void onlyAdministratorsReadActivities() {
        Answer refused = core.callWith(core.editorToken(), "GET", "/api/audit", "application/json", "");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").stringValue()).startsWith("Only administrators");
    }

    @Test
    void editorsSeeOnlyContentAndModelActivitiesOfOthers() {
        String email = "reader@example.org";
        core.bean(JdbcClient.class).sql("""
                insert into staff (id, email, name, password_hash, role, created_at)
                values (gen_random_uuid(), :email, 'Reader', :hash, 'editor', now())""").param("email", email)
                .param("hash", core.bean(PasswordEncoder.class).encode(CoreUnderTest.PASSWORD)).update();
        core.apply("types: {letter: {title: title, fields: {title: {type: text}}}}");
        core.post("/api/entries/letter", "{\"fields\": {\"title\": \"Dear reader\"}}");
        core.editorToken();
        try (Browser browser = new Browser(core)) {
            Page dashboard = browser.signIn(email, CoreUnderTest.PASSWORD);

            assertThat(dashboard.texts(".activity-what")).contains("Created Dear reader")
                    .noneMatch(line -> line.contains("token") || line.contains("account"));
            assertThat(dashboard.texts(".activity-what")).hasSizeLessThanOrEqualTo(12);
        }
    }

    @Test
    void theKindOfTheSubjectSaysWhoSeesAnActivity() {
        Actor editor = new Actor(Actor.Kind.staff, UUID.randomUUID(), "sees@example.org", Role.editor);
        Subject notice = TriedActions.ANNOUNCE.subject().of("one", "A notice");
        record(TriedActions.ANNOUNCE, notice, null, null);
        record(TriedActions.START, subject, null, null);

        assertThat(log.ofSubject(notice, 10, editor)).extracting(Activity::subject).containsExactly(notice);
        assertThat(log.ofSubject(subject, 10, editor)).isEmpty();
        assertThat(log.ofSubject(subject, 10, Actor.system())).hasSize(1);
    }

    @Test
    void activitiesContainNoTokensOrPasswords() {
        String token = core.editorToken();

        JsonNode issued = core.get("/api/audit?action=token.issue&size=1").json().path("items").path(0);
        Answer created = core.get("/api/audit?action=staff.create");

        assertThat(issued.path("after").propertyNames()).containsExactlyInAnyOrder("owner", "name", "expiresAt");
        assertThat(issued.toString()).doesNotContain(token);
        assertThat(created.json().at("/items/0/after/email").stringValue()).isEqualTo(CoreUnderTest.EMAIL);
        assertThat(created.text()).doesNotContain(CoreUnderTest.PASSWORD);
    }

    @Test
    void changesByTokenRecordTheTokenAndTheRequestId() {
        Answer applied = core.call("POST", "/api/schema/apply", "application/yaml",
                "types: {traced: {title: title, fields: {title: {type: text}}}}", "X-Request-Id", "trace-1.a_B");
        Answer malformed = core.call("GET", "/api/types", "application/json", "", "X-Request-Id", "not well formed");

        JsonNode activity = core.get("/api/audit?subject=type:traced").json().path("items").path(0);
        assertThat(applied.response().headers().firstValue("X-Request-Id")).contains("trace-1.a_B");
        assertThat(activity.path("requestId").stringValue()).isEqualTo("trace-1.a_B");
        assertThat(activity.at("/actor/kind").stringValue()).isEqualTo("token");
        assertThat(activity.at("/actor/name").stringValue()).isEqualTo(CoreUnderTest.EMAIL);
        assertThat(malformed.response().headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
    }

    @Test
    void thePageFiltersActivitiesByUrl() {
        core.apply("types: {page: {title: title, fields: {title: {type: text}}}}");
        String id = core.post("/api/entries/page", "{\"fields\": {\"title\": \"Weir & sluice\"}}").json().path("id")
                .stringValue();
        try (Browser browser = new Browser(core)) {
            browser.signIn();
            Page page = browser.open("/admin/operations/activity?subject=entry:" + id);

            assertThat(page.texts("tbody tr")).hasSize(1);
            assertThat(page.text("tbody .activity-what")).isEqualTo("Created Weir & sluice");
            assertThat(page.element("tbody .activity-what a").attr("href")).isEqualTo("/admin/content/page/" + id);
            assertThat(page.element("select[name=subject] option[selected]").val()).isEqualTo("entry:" + id);
            assertThat(browser.open("/admin/operations/activity?actor=nobody%26").text(".empty-title"))
                    .isEqualTo("No activity matches");
            for (int i = 0; i < 51; i++) {
                record(TriedActions.CHANGE, subject, null, null);
            }
            Page many = browser.open("/admin/operations/activity?action=test.&subject=test:" + subject.id());
            assertThat(many.texts("tbody tr")).hasSize(50);
            assertThat(browser.open(many.element("a[rel=next]").attr("href")).texts("tbody tr")).hasSize(1);
        }
    }

    private static List<Integer> numbers(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false).map(item -> item.at("/after/i").intValue())
                .toList();
    }

    private static void record(Action action, Subject subject, @Nullable JsonNode before, @Nullable JsonNode after) {
        core.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> log.record(Actor.system(), action, subject, before, after));
    }
}
