package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Forms that come back: after a model change, somebody else's save, or an error. */
class FormConflictsIT {

    private static CoreUnderTest core;
    private Browser browser;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        assertThat(core.apply("""
                types:
                  story:
                    title: title
                    fields:
                      title:   {type: text, required: true, max: 200}
                      summary: {type: text, max: 2000}
                      body:    {type: markdown}
                      pages:   {type: number, integer: true, min: 1, max: 900}
                      site:    {type: url}
                """).status()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @BeforeEach
    void signIn() {
        browser = new Browser(core);
        browser.signIn();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aFormOpenedBeforeAModelChangeLosesNoData() {
        core.apply("types: {leaflet: {title: title, fields: {title: {type: text}, summary: {type: text}}}}");
        String id = create("leaflet", "{\"title\": \"Before\", \"summary\": \"Stored\"}");
        Page form = browser.open("/admin/content/leaflet/" + id);
        Page fresh = browser.open("/admin/content/leaflet/new");
        core.apply(
                """
                        types: {leaflet: {title: title, fields: {title: {type: text}, abstract: {type: text, was: summary}}}}""");

        Page shown = browser.send(form, "#entry-form", Map.of("fields/title", "After", "fields/summary", "Typed"));

        assertThat(shown.status()).isEqualTo(409);
        assertThat(shown.text(".conflict h2")).isEqualTo("The model was changed while you were editing");
        assertThat(shown.text(".without-field dt")).isEqualTo("summary");
        assertThat(shown.text(".without-field dd")).isEqualTo("Typed");
        assertThat(shown.value("fields/title")).isEqualTo("After");
        assertThat(shown.value("fields/abstract")).isEqualTo("Stored");
        assertThat(browser.send(fresh, "#entry-form", Map.of("fields/summary", "Lost?")).status()).isEqualTo(409);

        Page saved = browser.send(shown, "#entry-form", Map.of("fields/abstract", "Typed"));
        assertThat(saved.text(".alert-success")).isEqualTo("Saved as version 2.");
        assertThat(core.get("/api/entries/leaflet/" + id).json().path("fields").toString())
                .isEqualTo("{\"title\":\"After\",\"abstract\":\"Typed\"}");
    }

    @Test
    void aConflictingEditIsReportedInsteadOfOverwritten() {
        String story = create("story", "{\"title\": \"Before\", \"summary\": \"Before\"}");
        Page form = browser.open("/admin/content/story/" + story);
        core.callWith(core.editorToken(), "PATCH", "/api/entries/story/" + story, "application/json",
                "{\"fields\": {\"title\": \"Theirs\", \"pages\": 7}}");

        Page conflict = browser.send(form, "#entry-form",
                Map.of("fields/title", "Mine", "fields/summary", "Mine as well"));

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.text(".conflict h2")).isEqualTo("This entry was changed by someone else");
        assertThat(conflict.text(".conflict")).contains("Taken from the saved version: Pages.");
        assertThat(conflict.texts(".conflict tbody th")).containsExactly("Title");
        assertThat(conflict.texts(".conflict tbody pre")).containsExactly("Theirs");
        assertThat(conflict.value("fields/title")).isEqualTo("Mine");
        assertThat(conflict.value("fields/pages")).isEqualTo("7");
        assertThat(version(story)).isEqualTo(2);

        Page taken = browser.send(conflict, "#entry-form", Map.of("take", "title"));
        assertThat(taken.texts(".conflict tbody th")).isEmpty();
        assertThat(taken.value("fields/title")).isEqualTo("Theirs");
        assertThat(version(story)).isEqualTo(2);

        Page saved = browser.send(taken, "#entry-form", Map.of());
        assertThat(saved.text(".alert-success")).isEqualTo("Saved as version 3.");
        assertThat(core.get("/api/entries/story/" + story).json().path("fields").toString()).contains("\"Theirs\"",
                "\"Mine as well\"", "7");
    }

    @Test
    void whatWasTypedIsKeptWhenTheEntryWasTrashedMeanwhile() {
        String story = create("story", "{\"title\": \"Before\"}");
        Page form = browser.open("/admin/content/story/" + story);
        assertThat(core.delete("/api/entries/story/" + story).status()).isLessThan(300);

        Page refused = browser.send(form, "#entry-form", Map.of("fields/title", "Typed"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text(".conflict h2"))
                .isEqualTo("This entry was moved to the trash while you were editing");
        assertThat(refused.value("fields/title")).isEqualTo("Typed");
        browser.send(refused, ".conflict form", Map.of());
        assertThat(browser.send(refused, "#entry-form", Map.of()).text(".alert-success"))
                .isEqualTo("Saved as version 2.");
    }

    @Test
    void anotherSaveDuringAConflictIsMergedToo() {
        String story = create("story", "{\"title\": \"Before\", \"summary\": \"Before\", \"body\": \"Before\"}");
        Page form = browser.open("/admin/content/story/" + story);
        core.patch("/api/entries/story/" + story, "{\"fields\": {\"title\": \"Theirs\", \"summary\": \"Theirs\"}}");
        Page conflict = browser.send(form, "#entry-form", Map.of("fields/title", "Mine", "fields/summary", "Mine",
                "fields/site", "https://mine.example"));
        assertThat(conflict.texts(".conflict tbody th")).containsExactly("Title", "Summary");
        core.patch("/api/entries/story/" + story,
                "{\"fields\": {\"body\": \"Third\", \"site\": \"https://third.example\"}}");

        Page taken = browser.send(conflict, "#entry-form", Map.of("take", "title"));
        assertThat(taken.texts(".conflict tbody th")).containsExactlyInAnyOrder("Site", "Summary");
        assertThat(taken.text(".conflict")).contains("Taken from the saved version: Title, Body.");
        Page saved = browser.send(taken, "#entry-form", Map.of());

        assertThat(saved.text(".alert-success")).isEqualTo("Saved as version 4.");
        JsonNode fields = core.get("/api/entries/story/" + story).json().path("fields");
        assertThat(fields.path("title").stringValue()).isEqualTo("Theirs");
        assertThat(fields.path("body").stringValue()).isEqualTo("Third");
        assertThat(fields.path("summary").stringValue()).isEqualTo("Mine");
        assertThat(fields.path("site").stringValue()).isEqualTo("https://mine.example");
    }

    @Test
    void theRemovalOfAHiddenValueIsKeptWhenTheFormReturns() {
        core.apply("types: {memo: {title: title, fields: {title: {type: text, max: 9}, price: {type: text}}}}");
        String memo = create("memo", "{\"title\": \"x\", \"price\": \"about 5\"}");
        core.patch("/api/entries/memo/" + memo, "{\"fields\": {\"title\": \"y\"}}");
        core.call("PUT", "/api/types/memo?allowDestructive=true", "application/json", """
                {"title": "title", "fields": {"title": {"type": "text", "max": 9}, "price": {"type": "number"}}}""");
        core.post("/api/entries/memo/" + memo + "/revisions/1/restore", "");

        // Browsers leave a control for numbers empty if its value is not one.
        Page rejected = browser.send(browser.open("/admin/content/memo/" + memo), "#entry-form",
                Map.of("fields/title", "much too long", "fields/price", "", "fields/price/_remove", "true"));
        Page saved = browser.send(rejected, "#entry-form", Map.of("fields/title", "short"));

        assertThat(rejected.status()).isEqualTo(422);
        assertThat(saved.text(".alert-success")).isEqualTo("Saved as version 4.");
        assertThat(core.get("/api/entries/memo/" + memo).json().path("fields").propertyNames())
                .containsExactly("title");

        core.post("/api/entries/memo/" + memo + "/revisions/1/restore", "");
        Page again = browser.send(browser.open("/admin/content/memo/" + memo), "#entry-form",
                Map.of("fields/title", "much too long", "fields/price", "", "fields/price/_remove", "true"));
        browser.send(again, "#entry-form", Map.of("fields/title", "short", "fields/price", "7"));
        assertThat(core.get("/api/entries/memo/" + memo).json().at("/fields/price").intValue()).isEqualTo(7);
    }

    @Test
    void aValueThatItsControlShowsCanBeRemoved() {
        core.apply(
                "types: {note: {title: title, fields: {title: {type: text}, price: {type: text}, day: {type: text}}}}");
        String note = create("note", "{\"title\": \"x\", \"price\": \"5\", \"day\": \"2026-05-01T10:00\"}");
        core.patch("/api/entries/note/" + note, "{\"fields\": {\"title\": \"y\"}}");
        core.call("PUT", "/api/types/note?allowDestructive=true", "application/json", """
                {"title": "title", "fields": {"title": {"type": "text"}, "price": {"type": "number"},
                 "day": {"type": "datetime"}}}""");
        core.post("/api/entries/note/" + note + "/revisions/1/restore", "");

        // Without the control of "price", the form returns what the control shows.
        browser.send(browser.open("/admin/content/note/" + note), "#entry-form",
                Map.of("fields/price/_remove", "true"));

        assertThat(core.get("/api/entries/note/" + note).json().path("fields").propertyNames())
                .containsExactlyInAnyOrder("title", "day");
    }

    private static String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    private static int version(String story) {
        return core.get("/api/entries/story/" + story).json().path("version").intValue();
    }
}
