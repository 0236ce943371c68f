package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The form of an entry with groups, lists of groups and blocks, in two locales. */
class NestedPagesIT {

    private static CoreUnderTest core;
    private Browser browser;
    private String id;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                locales: {en: {}, de: {fallback: en}}
                types:
                  guide:
                    name: Guide
                    title: title
                    fields:
                      title: {type: text, required: true, localized: true}
                      level: {type: enum, values: [easy, hard]}
                      contact: {type: group, fields: {email: {type: email}, phone: {type: text}}}
                      steps:
                        type: group
                        many: true
                        fields: {name: {type: text, localized: true}, minutes: {type: number}}
                      parts:
                        type: blocks
                        of:
                          text: {fields: {body: {type: markdown}}}
                          images: {fields: {of: {type: group, many: true, fields: {url: {type: url}}}}}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @BeforeEach
    void signInAndCreate() {
        browser = new Browser(core);
        browser.signIn();
        id = core.post("/api/entries/guide", """
                {"fields": {"title": "Weirs", "level": "easy", "contact": {"email": "a@example.org"},
                  "steps": [{"_key": "a", "name": "Look", "minutes": 3}, {"_key": "b", "name": "Listen"}],
                  "parts": [{"_key": "c", "_type": "text", "body": "Falls"},
                            {"_key": "d", "_type": "images", "of": [{"_key": "e", "url": "https://example.org/1"}]}]}}
                """).json().path("id").stringValue();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private String page() {
        return "/admin/content/guide/" + id;
    }

    private JsonNode fields(String locale) {
        return core.get("/api/entries/guide/" + id + "?locale=" + locale).json().path("fields");
    }

    @Test
    void submittingAnUnchangedFormChangesNothing() {
        JsonNode before = fields("en");

        Page saved = browser.send(browser.open(page()), "#entry-form", Map.of());

        assertThat(saved.text(".alert-success")).isEqualTo("Saved as version 1.");
        assertThat(fields("en")).isEqualTo(before);
    }

    @Test
    void valuesOfNestedElementsAreSaved() {
        Page saved = browser.send(browser.open(page()), "#entry-form", Map.of("fields/contact/phone", "12",
                "fields/steps/b/name", "Wait", "fields/parts/d/of/e/url", "https://example.org/2"));

        assertThat(saved.text(".alert-success")).isEqualTo("Saved as version 2.");
        assertThat(fields("en").at("/contact/phone").stringValue()).isEqualTo("12");
        assertThat(fields("en").at("/contact/email").stringValue()).isEqualTo("a@example.org");
        assertThat(fields("en").at("/steps/1/name").stringValue()).isEqualTo("Wait");
        assertThat(fields("en").at("/parts/1/of/0/url").stringValue()).isEqualTo("https://example.org/2");
    }

    @Test
    void elementsAreAddedInTheOrderOfTheForm() {
        Page form = browser.open(page());
        Page blank = browser
                .part("/admin/content/guide/elements?field=parts&control=fields/parts&block=text&locale=en");
        String control = blank.element("[name$='/_key']").attr("name").replace("/_key", "");

        List<Map.Entry<String, String>> data = new ArrayList<>();
        Stream.of("_csrf", "baseVersion", "modelVersion")
                .forEach(name -> form.html().select("#entry-form [name=" + name + "]")
                        .forEach(each -> data.add(Map.entry(name, each.attr("value")))));
        String key = control.substring(control.lastIndexOf('/') + 1);
        data.addAll(List.of(Map.entry("fields/title", "Weirs"), Map.entry(control + "/_key", key),
                Map.entry(control + "/_type", "text"), Map.entry(control + "/body", "First"),
                Map.entry("fields/parts/c/_key", "c"), Map.entry("fields/parts/c/_type", "text"),
                Map.entry("fields/parts/c/body", "Falls")));
        Page saved = browser.post(form.element("#entry-form").attr("action"), data);

        assertThat(saved.status()).as(saved.response().body()).isEqualTo(200);
        assertThat(fields("en").path("parts").findValuesAsString("body")).containsExactly("First", "Falls");
    }

    @Test
    void errorsInElementsAreShownAtTheirControls() {
        Page refused = browser.send(browser.open(page()), "#entry-form",
                Map.of("fields/parts/d/of/e/url", "no address"));

        Element control = refused.element("[name='fields/parts/d/of/e/url']");
        assertThat(control.attr("aria-invalid")).isEqualTo("true");
        assertThat(control.attr("value")).isEqualTo("no address");
    }

    @Test
    void aConflictShowsOnlyFieldsThatBothChanged() {
        Page form = browser.open(page());
        core.patch("/api/entries/guide/" + id, "{\"fields\": {\"contact\": {\"email\": \"b@example.org\"}}}");

        Page conflict = browser.send(form, "#entry-form",
                Map.of("fields/title", "Mine", "fields/contact/email", "c@example.org"));

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.texts(".conflict tbody th")).containsExactly("Contact");
        assertThat(conflict.texts(".conflict tbody pre")).containsExactly("b@example.org");
    }

    @Test
    void groupElementsAreNumberedAndBlocksShowTheirType() {
        Page form = browser.open(page());

        assertThat(form.texts(".element-head .element-number")).containsExactly("1", "2", "1", "2", "1");
        assertThat(form.texts(".element-head .element-kind")).containsExactly("Text", "Images");
        assertThat(form.element("#field-steps [data-remove]").text()).isEqualTo("Remove: Steps 1");
    }

    @Test
    void aNewLocaleStartsWithTheSharedValuesOnly() {
        Page blank = browser.open(page() + "?locale=de");
        assertThat(blank.status()).isEqualTo(200);
        assertThat(blank.text("[aria-label=Locales]")).contains("en", "de", "not created");
        assertThat(blank.value("fields/title")).isEmpty();

        Page saved = browser.send(blank, "#entry-form", Map.of("fields/title", "Wehre", "fields/level", "hard"));

        assertThat(saved.status()).as(saved.response().body()).isEqualTo(200);
        assertThat(fields("de").path("title").stringValue()).isEqualTo("Wehre");
        assertThat(fields("en").path("title").stringValue()).isEqualTo("Weirs");
        assertThat(fields("en").path("level").stringValue()).isEqualTo("hard");
        assertThat(saved.texts("[aria-label=Locales] li").getLast()).doesNotContain("not created");
    }
}
