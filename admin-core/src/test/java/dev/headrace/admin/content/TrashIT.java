package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Actions on trashed entries, and emptying the trash. */
class TrashIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                types:
                  leaf:
                    title: title
                    fields:
                      title: {type: text, localized: true}
                      next: {type: reference, to: [leaf]}
                locales: {en: {}, de: {fallback: en}}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void trashedEntriesCannotBeEdited() {
        String path = create("{\"title\": \"Kept\"}");
        core.patch(path, "{\"fields\": {\"title\": \"Kept as it is\"}}");
        core.post(path + "/publish", "");
        core.delete(path);

        List<Answer> refused = List.of(core.post(path + "/locales/de/copy?from=en", ""),
                core.post(path + "/revisions/1/restore", ""),
                core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"x\"}}"));

        assertThat(refused).extracting(Answer::status).containsOnly(409);
        JsonNode entry = core.get(path).json();
        assertThat(entry.path("version").intValue()).isEqualTo(2);
        assertThat(entry.path("locales").propertyNames()).containsExactly("en");
    }

    @Test
    void callsOnWholeEntriesCheckTheVersionOfALocale() {
        String path = create("{\"title\": \"Both\"}");
        core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"Beide\"}}");
        core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"Alle beide\"}}");

        assertThat(core.get(path + "/references?locale=de").status()).isEqualTo(200);
        assertThat(core.post(path + "/duplicate?locale=de", "").json().at("/fields/title").stringValue())
                .isEqualTo("Alle beide (copy)");
        assertThat(core.delete(path + "?locale=fr").status()).isEqualTo(400);
        assertThat(delete(path + "?locale=de", "\"1\"").status()).isEqualTo(412);
        assertThat(delete(path, "\"1\"").status()).isEqualTo(204);
        assertThat(core.post(path + "/untrash?locale=de", "").json().path("locale").stringValue()).isEqualTo("de");
        assertThat(delete(path + "?locale=de", "\"2\"").status()).isEqualTo(204);
        assertThat(delete(path + "?purge=true&locale=de", "\"1\"").status()).isEqualTo(412);
        assertThat(delete(path + "?purge=true&locale=de", "\"2\"").status()).isEqualTo(204);
    }

    @Test
    void statusesBeforeAndAfterAreRecorded() {
        String path = create("{\"title\": \"Recorded\"}");
        core.post(path + "/publish", "");
        core.delete(path);
        core.post(path + "/untrash", "");

        JsonNode activities = core.get("/api/audit?size=3&subject=entry:" + id(path)).json().path("items");

        assertThat(activities.findValuesAsString("action")).containsExactly("entry.untrash", "entry.trash",
                "entry.unpublish");
        assertThat(activities.at("/1/before/status/en").stringValue()).isEqualTo("published");
        assertThat(activities.at("/1/after/status/en").stringValue()).isEqualTo("trashed");
        assertThat(activities.at("/0/before/status/en").stringValue()).isEqualTo("trashed");
        assertThat(activities.at("/0/after/status/en").stringValue()).isEqualTo("unpublished");
    }

    @Test
    void theTrashIsEmptiedAfterTheRetention() {
        String old = create("{\"title\": \"Old\"}");
        String recent = create("{\"title\": \"Recent\"}");
        String kept = create("{\"title\": \"Refers\", \"next\": \"" + id(old) + "\"}");
        for (int i = 0; i < 120; i++) {
            core.delete(create("{\"title\": \"Many\"}"));
        }
        core.delete(old + "?force=true");
        age("30 days 1 minute");
        core.delete(recent);

        core.bean(EmptyTrash.class).run();

        assertThat(core.get(old).status()).isEqualTo(404);
        assertThat(core.get("/api/entries/leaf?status=trashed&q=many").json().path("total").intValue()).isZero();
        assertThat(core.get(recent).json().path("status").stringValue()).isEqualTo("trashed");
        assertThat(core.get(kept).json().at("/fields/next").stringValue()).isEqualTo(id(old));
        JsonNode purge = core.get("/api/audit?size=1&subject=entry:" + id(old)).json().at("/items/0");
        assertThat(purge.path("action").stringValue()).isEqualTo("entry.purge");
        assertThat(purge.at("/actor/kind").stringValue()).isEqualTo("system");
    }

    @Test
    void pagesSayWhenTrashedEntriesAreDeleted() {
        String path = create("{\"title\": \"Leaving\"}");
        try (Browser browser = new Browser(core)) {
            browser.signIn();
            assertThat(browser.open("/admin/content/leaf/" + id(path)).text("#trash"))
                    .contains("You can restore it from the trash for 30 days; after that it is deleted permanently.");
            core.delete(path);
            Instant trashed = core.bean(JdbcClient.class)
                    .sql("select trashed_at from entry where id = cast(:id as uuid)")
                    .param("id", id(path)).query(OffsetDateTime.class).single().toInstant();
            List<String> dates = List.of(trashed.toString(), trashed.plus(Duration.ofDays(30)).toString());

            Page list = browser.open("/admin/content/leaf?status=trashed&q=leaving");
            Page entry = browser.open(list.element(".entry-link").attr("href"));

            assertThat(list.texts("thead th")).containsExactly("Title", "Updated", "Trashed", "Deleted on");
            assertThat(list.html().select("tbody td:nth-child(n+3) time").eachAttr("datetime")).isEqualTo(dates);
            assertThat(entry.html().select(".alert-warning time").eachAttr("datetime")).isEqualTo(dates);
        }
    }

    /** Backdates the time at which entries were trashed. */
    private static void age(String time) {
        core.bean(JdbcClient.class).sql("update entry set trashed_at = trashed_at - cast(:time as interval)")
                .param("time", time).update();
    }

    private static Answer delete(String path, String tag) {
        return core.call("DELETE", path, "application/json", "", "If-Match", tag);
    }

    private static String create(String fields) {
        Answer created = core.post("/api/entries/leaf", "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return "/api/entries/leaf/" + created.json().path("id").stringValue();
    }

    private static String id(String path) {
        return UUID.fromString(path.substring(path.lastIndexOf('/') + 1)).toString();
    }
}
