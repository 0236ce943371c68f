package dev.headrace.admin.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Entries that exist in several locales have one line in lists that are about all locales. */
class UsagePagesIT {

    private static CoreUnderTest core;
    private static String cook;
    private static String soup;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                locales: {en: {}, de: {fallback: en}}
                types:
                  cook: {title: name, fields: {name: {type: text}}}
                  dish:
                    title: title
                    fields:
                      title: {type: text, localized: true}
                      cook: {type: reference, to: [cook]}
                      parts: {type: blocks, of: {person: {fields: {who: {type: reference, to: [cook]}}}}}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        cook = create("cook", "{\"name\": \"Ada\"}");
        soup = create("dish",
                "{\"title\": \"Soup\", \"cook\": \"%1$s\", \"parts\": [{\"_type\": \"person\", \"who\": \"%1$s\"}]}"
                        .formatted(cook));
        core.patch("/api/entries/dish/" + soup + "?locale=de", "{\"fields\": {\"title\": \"Suppe\"}}");
        String pie = create("dish", "{\"title\": \"Pie\", \"cook\": \"" + cook + "\"}");
        core.post("/api/entries/dish/" + pie + "/publish", "");
        core.patch("/api/entries/dish/" + pie, "{\"fields\": {\"cook\": null}}");
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void eachReferringEntryIsListedOnceWithItsFieldsAndLocales() {
        try (Browser browser = new Browser(core)) {
            browser.signIn();

            Page page = browser.open("/admin/content/cook/" + cook);

            assertThat(page.texts(".uses li")).containsExactly("Pie dish, published version only (en) Changed",
                    "Soup dish, Cook, Parts › Who (en, de) Draft");
            assertThat(page.element(".uses li:last-child a").attr("href")).endsWith(soup + "?locale=en");
            assertThat(page.texts("#trash .referring li")).containsExactly("Pie dish, published version only (en)",
                    "Soup dish, Cook, Parts › Who (en, de)");
        }
    }

    @Test
    void theApiNamesFieldsAndLocales() {
        JsonNode usages = core.get("/api/entries/cook/" + cook + "/references").json();

        assertThat(usages.findValuesAsString("title")).containsExactly("Pie", "Soup");
        assertThat(usages.at("/items/1/locales").toString()).isEqualTo("[\"en\",\"de\"]");
        assertThat(usages.at("/items/1/fields").findValuesAsString("path")).containsExactly("cook", "parts.person.who");
        Answer refused = core.delete("/api/entries/cook/" + cook);
        assertThat(refused.json().path("detail").stringValue())
                .isEqualTo("2 entries refer to this entry: 'Pie', 'Soup'.");
        assertThat(refused.json().at("/references/1/locales").size()).isEqualTo(2);
    }

    @Test
    void theDashboardListsTheLocalesWithUnpublishedChanges() {
        try (Browser browser = new Browser(core)) {
            Page dashboard = browser.signIn();

            assertThat(dashboard.texts("[aria-label='Unpublished changes'] .entry-link")).containsExactly("Pie (en)",
                    "Soup (en, de)", "Ada");
            assertThat(dashboard.texts("[aria-label='Recently edited'] .entry-link")).containsExactly("Pie",
                    "Soup", "Ada");
        }
    }

    private static String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }
}
