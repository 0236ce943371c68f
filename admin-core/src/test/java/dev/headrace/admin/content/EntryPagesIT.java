package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The form of an entry: conflicts in a new locale, dangling references, large entries, the trash. */
class EntryPagesIT {

    private static CoreUnderTest core;
    private Browser browser;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                locales: {en: {}, de: {fallback: en}, fr: {}}
                types:
                  offer:
                    title: title
                    fields:
                      title: {type: text, localized: true}
                      price: {type: number, integer: true}
                      open: {type: boolean}
                      others: {type: reference, to: [offer], many: true}
                      terms: {type: group, fields: {binding: {type: boolean, required: true}, text: {type: text}}}
                      quotes: {type: blocks, of: {quote: {fields: {text: {type: text}, by: {type: text}}}}}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
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
    void ofTwoConcurrentNewLocalesTheSecondGetsAConflict() {
        String id = create("{\"title\": \"Twice\"}");
        Page first = browser.open(page(id, "de"));
        Page second = browser.open(page(id, "de"));
        assertThat(browser.send(first, "#entry-form", Map.of("fields/title", "Erste")).status()).isEqualTo(200);

        Page refused = browser.send(second, "#entry-form", Map.of("fields/title", "Zweite"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text(".conflict")).contains("You have changed this entry elsewhere", "Erste");
        assertThat(refused.value("fields/title")).isEqualTo("Zweite");
        assertThat(fields(id, "de").path("title").stringValue()).isEqualTo("Erste");
        assertThat(browser.send(refused, "#entry-form", Map.of()).status()).isEqualTo(200);
        assertThat(fields(id, "de").path("title").stringValue()).isEqualTo("Zweite");
    }

    @Test
    void aNewLocaleDoesNotRevertConcurrentChangesOfSharedValues() {
        String id = create("{\"title\": \"Price\", \"price\": 10}");
        Page german = browser.open(page(id, "de"));
        core.patch("/api/entries/offer/" + id, "{\"fields\": {\"price\": 12}}");

        Page refused = browser.send(german, "#entry-form", Map.of("fields/title", "Preis"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.texts(".conflict tbody th")).isEmpty();
        assertThat(fields(id, "en").path("price").intValue()).isEqualTo(12);
        assertThat(refused.value("fields/price")).isEqualTo("12");
        assertThat(refused.value("fields/title")).isEqualTo("Preis");
        assertThat(browser.send(refused, "#entry-form", Map.of()).status()).isEqualTo(200);
        assertThat(fields(id, "de").path("price").intValue()).isEqualTo(12);
        assertThat(fields(id, "de").path("title").stringValue()).isEqualTo("Preis");
    }

    @Test
    void partsOfAGroupThatOnlyOneSideChangedAreMerged() {
        String id = create("{\"title\": \"Terms\", \"price\": 1, \"terms\": {\"binding\": true, \"text\": \"Old\"}}");
        Page form = browser.open(page(id, "en"));
        core.patch("/api/entries/offer/" + id,
                "{\"fields\": {\"price\": 2, \"terms\": {\"binding\": false, \"text\": \"Old\"}}}");

        Page merged = browser.send(form, "#entry-form", Map.of("fields/terms/text", "New"));

        assertThat(merged.status()).isEqualTo(409);
        assertThat(merged.texts(".conflict tbody th")).isEmpty();
        assertThat(browser.send(merged, "#entry-form", Map.of()).text(".alert-success")).contains("Saved as version 3");
        assertThat(fields(id, "en").toString()).contains("\"price\":2", "\"binding\":false", "\"text\":\"New\"");
    }

    @Test
    void sharedFalseValuesAreKeptInANewLocale() {
        String id = create("{\"title\": \"Shut\", \"open\": false}");

        browser.send(browser.open(page(id, "de")), "#entry-form", Map.of("fields/title", "Zu"));

        assertThat(fields(id, "en").path("open").isBoolean()).isTrue();
        assertThat(core.get("/api/entries/offer/" + id).json().path("version").intValue()).isEqualTo(1);
    }

    @Test
    void theFirstExistingLocaleIsOpenedByDefault() {
        Answer created = core.post("/api/entries/offer?locale=de", "{\"fields\": {\"title\": \"Nur deutsch\"}}");

        Page page = browser.open("/admin/content/offer/" + created.json().path("id").stringValue());

        assertThat(page.text("h1")).isEqualTo("Nur deutsch");
        assertThat(page.value("fields/title")).isEqualTo("Nur deutsch");
    }

    @Test
    void aClearedCheckboxDoesNotCreateItsOptionalGroup() {
        String id = create("{\"title\": \"No terms\"}");

        Page saved = browser.send(browser.open(page(id, "en")), "#entry-form", Map.of());

        assertThat(saved.text(".alert-success")).isEqualTo("Saved as version 1.");
        browser.send(saved, "#entry-form", Map.of("fields/terms/text", "None"));
        assertThat(fields(id, "en").at("/terms/binding").isBoolean()).isTrue();
    }

    @Test
    void danglingReferencesStayUntilTheyAreRemoved() {
        String gone = create("{\"title\": \"Gone\"}");
        String here = create("{\"title\": \"Here\"}");
        String id = create("{\"title\": \"Refers\", \"others\": [\"" + gone + "\", \"" + here + "\"]}");
        core.delete("/api/entries/offer/" + gone + "?force=true");
        core.delete("/api/entries/offer/" + gone + "?purge=true&force=true");

        Page form = browser.open(page(id, "en"));
        Page saved = browser.send(form, "#entry-form", Map.of());

        assertThat(form.texts(".chip-title")).containsExactly("Not available", "Here");
        assertThat(saved.text(".alert-success")).isEqualTo("Saved as version 1.");
        browser.send(saved, "#entry-form", Map.of("fields/others", here));
        assertThat(fields(id, "en").path("others").size()).isEqualTo(1);
    }

    @Test
    void referencedEntriesAreTrashedAndPurgedOnlyByForce() {
        String id = create("{\"title\": \"Used\"}");
        String user = create("{\"title\": \"Uses it\", \"others\": [\"" + id + "\"]}");

        Page form = browser.open(page(id, "en"));
        assertThat(form.text("#trash")).contains("These entries refer to it: Uses it offer, Others (en)");
        assertThat(form.element("#trash .referring a").attr("href")).contains(user);
        Page refused = browser.send(form, "#trash form", Map.of());
        assertThat(refused.html().select("main .alert-warning")).hasSize(1);
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.text("main .alert-warning")).startsWith("Not trashed: other entries refer");
        assertThat(refused.element("section.alert-warning a").attr("href")).contains(user);

        browser.send(refused, "#trash form", Map.of("force", "true"));
        Page kept = browser.send(browser.open(page(id, "en")), "#purge form", Map.of());
        assertThat(kept.text("main .alert-warning")).startsWith("Not deleted: other entries refer");
        assertThat(browser.send(kept, "#purge form", Map.of("force", "true")).status()).isEqualTo(200);
        assertThat(core.get("/api/entries/offer/" + id).status()).isEqualTo(404);
    }

    @Test
    void aPageWhoseTemplateFailsIsAnErrorPage() {
        String id = create("{\"title\": \"Without revisions\"}");
        core.bean(JdbcClient.class).sql("delete from revision where entry_id = :id").param("id", UUID.fromString(id))
                .update();

        Page page = browser.open(page(id, "en"));

        assertThat(page.status()).isEqualTo(500);
        assertThat(page.text("h1")).isEqualTo("Internal error");
    }

    @Test
    void formsSupportTheMaximumNumberOfValues() {
        String id = create("{\"title\": \"Large\"}");
        Page form = browser.open(page(id, "en"));
        List<Map.Entry<String, String>> data = new ArrayList<>();
        Stream.of("_csrf", "baseVersion", "modelVersion")
                .forEach(name -> form.html().select("#entry-form [name=" + name + "]")
                        .forEach(each -> data.add(Map.entry(name, each.attr("value")))));
        for (int i = 0; i < 3_300; i++) {
            String control = "fields/quotes/k" + i;
            data.addAll(List.of(Map.entry(control + "/_key", "k" + i), Map.entry(control + "/_type", "quote"),
                    Map.entry(control + "/text", "Text"), Map.entry(control + "/by", "Ada")));
        }

        Page saved = browser.post(form.element("#entry-form").attr("action"), data);

        assertThat(saved.status()).isEqualTo(200);
        assertThat(fields(id, "en").path("quotes").size()).isEqualTo(3_300);
        data.addAll(Collections.nCopies(100_000, Map.entry("x", "")));
        assertThat(browser.post(form.element("#entry-form").attr("action"), data).status()).isIn(400, 413);
    }

    private static String page(String id, String locale) {
        return "/admin/content/offer/" + id + "?locale=" + locale;
    }

    private static JsonNode fields(String id, String locale) {
        return core.get("/api/entries/offer/" + id + "?locale=" + locale).json().path("fields");
    }

    private static String create(String fields) {
        Answer created = core.post("/api/entries/offer", "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }
}
