package dev.headrace.admin.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Role;
import dev.headrace.admin.content.SaveEntry;
import dev.headrace.testkit.Eventually;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the activity page and the audit API say about activities. */
class AuditIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        core.apply("""
                locales: {en: {}, de: {}}
                types: {page: {name: Leaf, title: title, fields: {title: {type: text, localized: true},
                  body: {type: markdown, localized: true}}}}""");
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void linesNameTheLocaleIfTheModelHasSeveral() {
        String id = create("{\"title\": \"Weir\"}");
        core.post("/api/entries/page/" + id + "/locales/de/copy?from=en", "");
        core.post("/api/entries/page/" + id + "/publish?locale=de", "");
        try (Browser browser = new Browser(core)) {
            browser.signIn();

            Page page = browser.open("/admin/operations/activity?subject=entry:" + id);

            assertThat(page.texts("tbody .activity-what")).containsExactly("Published Weir (de)",
                    "Copied from another locale Weir (de)", "Created Weir (en)");
            assertThat(page.element("tbody .activity-what a").attr("href"))
                    .isEqualTo("/admin/content/page/" + id + "?locale=de");
        }
    }

    @Test
    void activitiesOfPurgedEntriesKeepTypeAndTitle() {
        String small = create("{\"title\": \"Sluice\"}");
        String large = create("{\"title\": \"Flood\", \"body\": \"" + "x".repeat(ActivityLog.MAX_JSON_BYTES) + "\"}");
        for (String id : new String[]{small, large}) {
            core.patch("/api/entries/page/" + id, "{\"fields\": {\"title\": \"Last of " + id + "\"}}");
            core.delete("/api/entries/page/" + id);
            assertThat(core.delete("/api/entries/page/" + id + "?purge=true").status()).isEqualTo(204);

            JsonNode subject = core.get("/api/audit?subject=entry:" + id).json().at("/items/0/subject");
            assertThat(subject.path("type").asString()).isEqualTo("page");
            assertThat(subject.path("title").asString()).isEqualTo("Last of " + id);
        }
        try (Browser browser = new Browser(core)) {
            browser.signIn();
            Page page = browser.open("/admin/operations/activity?subject=entry:" + small);

            assertThat(page.texts("tbody .activity-what")).containsExactly(
                    "Permanently deleted Last of " + small + " (en)", "Trashed Last of " + small,
                    "Edited Last of " + small + " (en)", "Created Sluice (en)");
            assertThat(page.texts("tbody .col-what > .entry-by")).containsOnly("Leaf, deleted");
        }
    }

    @Test
    void actorsSeeTheTitlesOfPurgedEntriesInTheirOwnActivitiesOnly() {
        Actor editor = new Actor(Actor.Kind.staff, UUID.randomUUID(), "own@example.org", Role.editor);
        UUID id = core.bean(SaveEntry.class)
                .create("page", JsonNodeFactory.instance.objectNode().put("title", "Own"), editor).id();
        core.patch("/api/entries/page/" + id, "{\"fields\": {\"title\": \"Later\"}}");
        core.delete("/api/entries/page/" + id);
        core.delete("/api/entries/page/" + id + "?purge=true");
        ActivityLog log = core.bean(ActivityLog.class);

        List<Activity> own = log.ofSubject(new Subject("entry", id.toString()), 10, editor);

        assertThat(own).extracting(Activity::subject)
                .containsExactly(new Subject("entry", id.toString(), "en", "page", "Own"));
        assertThat(log.ofSubject(new Subject("entry", id.toString()), 10, Actor.system())).hasSize(4);
        assertThat(log.actors(500, editor)).contains("own@example.org").doesNotContain("system");
        assertThat(log.actors(500, Actor.system())).contains("own@example.org", "system");
    }

    @Test
    void theRemovalOfATypeTellsHowManyEntriesItDeleted() {
        core.apply("types: {doomed: {title: title, fields: {title: {type: text}}}}");
        String id = core.post("/api/entries/doomed", "{\"fields\": {\"title\": \"One\"}}").json().path("id")
                .stringValue();
        core.post("/api/entries/doomed", "{\"fields\": {\"title\": \"Two\"}}");

        core.delete("/api/types/doomed?force=true");

        JsonNode removed = core.get("/api/audit?subject=type:doomed").json().at("/items/0");
        assertThat(removed.path("action").asString()).isEqualTo("model.retire-type");
        assertThat(removed.at("/after/deletedEntries").intValue()).isEqualTo(2);
        JsonNode created = core.get("/api/audit?subject=entry:" + id).json().at("/items/0/subject");
        assertThat(created.path("type").asString()).isEqualTo("doomed");
        assertThat(created.path("title").asString()).isEqualTo("One");
        assertThat(core.bean(JdbcClient.class)
                .sql("select count(*) from purged_entry where entry_id = cast(:id as uuid)").param("id", id)
                .query(Long.class).single()).as("late events for it are ignored, as after a purge").isOne();
    }

    @Test
    void recordsContainTypeAndTitleOfEntries() {
        String id = create("{\"title\": \"Mill race\"}");

        JsonNode subject = core.get("/api/audit?subject=entry:" + id).json().at("/items/0/subject");

        assertThat(subject.path("kind").asString()).isEqualTo("entry");
        assertThat(subject.path("locale").asString()).isEqualTo("en");
        assertThat(subject.path("type").asString()).isEqualTo("page");
        assertThat(subject.path("title").asString()).isEqualTo("Mill race");
    }

    @Test
    void linesNameSubjectsOfAllKinds() {
        UUID id = UUID.randomUUID();
        insert("model.change-type", "type", "page", "Leaf", null);
        insert("job.start", "job", id.toString(), "model change", null);
        insert("staff.create", "staff", "of a person", "kim@example.org", null);
        insert("model.change-locales", "model", "locales", null, null);
        insert("poll.close", "poll", "of an earlier version", "Best weir", null);

        assertThat(latestLines(5)).containsExactly("poll.close Best weir", "Changed the locales",
                "Created an account kim@example.org", "Started the job model change", "Changed the type Leaf");
        assertThat(jobLink(id)).isEqualTo("/admin/operations/jobs/" + id);
    }

    @Test
    void linesOfActivitiesWithoutTitlesNameTheirSubjects() {
        UUID id = UUID.randomUUID();
        insert("model.change-type", "type", "page", null, "{}");
        insert("job.cancel", "job", id.toString(), null, null);
        insert("job.start", "job", id.toString(), null, "{\"kind\": \"model-change\"}");
        insert("staff.create", "staff", "of a person", null, "{\"email\": \"kim@example.org\"}");
        insert("staff.sign-in", "staff", "of a person", null, "{\"host\": \"::1\"}");
        insert("entry.create", "entry", id.toString(), null, "{\"kind\": \"a field\"}");

        assertThat(latestLines(6)).containsExactly("Created", "Signed in", "Created an account kim@example.org",
                "Started the job Model change", "Cancelled the job job", "Changed the type page");
        assertThat(jobLink(id)).isEqualTo("/admin/operations/jobs/" + id);
    }

    @Test
    void subjectsAreRecordedWithTheirTitles() {
        core.apply("types: {leaf: {name: Fallen leaf, title: title, fields: {title: {type: text}}}}");

        assertThat(core.get("/api/audit?subject=type:leaf").json().at("/items/0/subject/title").asString())
                .isEqualTo("Fallen leaf");
        assertThat(
                core.get("/api/audit?action=staff.create&actor=system").json().at("/items/0/subject/title").asString())
                .isEqualTo(CoreUnderTest.EMAIL);
        core.post("/api/rebuild", "");
        assertThat(core.get("/api/audit?action=job.start").json().at("/items/0/subject/title").asString())
                .isEqualTo("Rebuild");
    }

    private static List<String> latestLines(int number) {
        try (Browser browser = new Browser(core)) {
            browser.signIn();
            return browser.open("/admin/operations/activity?actor=lines").texts("tbody .activity-what").subList(0,
                    number);
        }
    }

    private static String jobLink(UUID id) {
        try (Browser browser = new Browser(core)) {
            browser.signIn();
            return browser.open("/admin/operations/activity?action=job.start&subject=job:" + id)
                    .element("tbody .activity-what a").attr("href");
        }
    }

    private static void insert(String action, String kind, String id, @Nullable String title, @Nullable String after) {
        core.bean(JdbcClient.class).sql("""
                insert into activity (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_title,
                    after)
                values ('system', gen_random_uuid(), 'lines', :action, :kind, :id, :title, :after::jsonb)""")
                .param("action", action).param("kind", kind).param("id", id).param("title", title)
                .param("after", after).update();
    }

    @Test
    void parametersThatCanMatchNothingAreRejectedTogether() {
        Answer answer = core.get("/api/audit?after=abc&size=900&nothing=1");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsString("pointer")).containsExactlyInAnyOrder("/after",
                "/size", "/nothing");
        assertThat(answer.json().path("errors").findValuesAsString("message"))
                .contains("must be the 'next' of a page of the same list", "must be between 1 and 200");

        Answer unknown = core.get("/api/audit?subject=page:1&action=entry.explode");
        assertThat(unknown.status()).as(unknown.text()).isEqualTo(400);
        assertThat(unknown.json().path("errors").findValuesAsString("pointer")).containsExactlyInAnyOrder("/subject",
                "/action");
        assertThat(core.get("/api/audit?subject=entry&action=entry.").status()).isEqualTo(200);
    }

    @Test
    void theFilterOffersWhatThereIs() {
        create("{\"title\": \"Offered\"}");
        try (Browser browser = new Browser(core)) {
            browser.signIn();

            Page page = browser.open("/admin/operations/activity?action=entry.create&subject=entry");

            assertThat(page.texts("select[name=action] option")).contains("Created", "Entries: all", "Signed in");
            assertThat(page.texts("select[name=actor] option")).contains(CoreUnderTest.EMAIL, "system");
            assertThat(page.text("select[name=action] option[selected]")).isEqualTo("Created");
            assertThat(page.text("select[name=subject] option[selected]")).isEqualTo("Entries");
        }
    }

    @Test
    void signInsAreRecordedWithoutPasswords() {
        String wrong = "a secret that is wrong";
        try (Browser browser = new Browser(core)) {
            browser.signIn(CoreUnderTest.EMAIL, wrong);
            browser.signIn("nobody@example.org", wrong);
            Page dashboard = browser.signIn();

            Eventually.holds("the failed attempt is recorded",
                    () -> core.get("/api/audit?action=staff.sign-in-failed").json().path("items").size() == 1);
            JsonNode failed = core.get("/api/audit?action=staff.sign-in-failed").json().at("/items/0");
            JsonNode succeeded = core.get("/api/audit?action=staff.sign-in&size=200").json();

            assertThat(failed.at("/after/email").asString()).isEqualTo(CoreUnderTest.EMAIL);
            assertThat(succeeded.path("items").findValuesAsString("action")).contains("staff.sign-in");
            assertThat(succeeded.toString()).doesNotContain(wrong, CoreUnderTest.PASSWORD, "nobody@example.org");
            assertThat(dashboard.texts(".activity-what")).noneMatch(line -> line.startsWith("Sign"));
        }
    }

    private static String create(String fields) {
        return core.post("/api/entries/page", "{\"fields\": " + fields + "}").json().path("id").stringValue();
    }
}
