package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The form of an entry for translators: shared values, the text to translate, what readers get. */
class TranslationPagesIT {

    private static final String SHARED = "All locales";

    private static CoreUnderTest core;
    private Browser browser;
    private String id;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core
                .apply("""
                        locales: {en: {}, de: {fallback: en}, fr: {}}
                        types:
                          dish:
                            title: title
                            fields:
                              title: {type: text, localized: true, required: true, max: 80}
                              text: {type: markdown, localized: true}
                              price: {type: number}
                              vegan: {type: boolean}
                              margin: {type: number, private: true}
                              origin: {type: group, fields: {country: {type: text}, story: {type: text, localized: true, max: 80}}}
                              supplier: {type: group, fields: {name: {type: text}}}
                              steps: {type: group, many: true, fields: {name: {type: text, localized: true}, minutes: {type: number}}}
                              tools: {type: group, many: true, fields: {name: {type: text}}}
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
        Answer created = core.post("/api/entries/dish", """
                {"fields": {"title": "Soup", "text": "Boil\\n\\nand serve.", "price": 4, "vegan": true,
                  "origin": {"country": "Peru", "story": "From the hills"}, "supplier": {"name": "Ada"},
                  "steps": [{"_key": "a", "name": "Boil", "minutes": 3}], "tools": [{"_key": "t", "name": "Pot"}]}}
                """);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        id = created.json().path("id").stringValue();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void fieldsSharedByAllLocalesAreMarked() {
        Page form = browser.open(page("en"));

        assertThat(marks(form, "field-title")).isEmpty();
        assertThat(marks(form, "field-price")).containsExactly(SHARED);
        assertThat(marks(form, "field-vegan")).containsExactly(SHARED);
        assertThat(marks(form, "field-margin")).containsExactly(SHARED, "Not public");
        assertThat(marks(form, "field-origin-country")).containsExactly(SHARED);
        assertThat(marks(form, "field-origin-story")).isEmpty();
        assertThat(form.texts("#field-origin > legend .field-mark")).isEmpty();
        assertThat(form.texts("#field-supplier > legend .field-mark")).containsExactly(SHARED);
        assertThat(marks(form, "field-supplier-name")).as("marked with its group").isEmpty();
        assertThat(form.texts("#field-steps > legend .field-mark")).containsExactly("Same elements in all locales");
        assertThat(marks(form, "field-steps-a-name")).isEmpty();
        assertThat(marks(form, "field-steps-a-minutes")).containsExactly(SHARED);
        assertThat(form.texts("#field-tools .field-mark")).containsExactly(SHARED);
        assertThat(browser.open("/admin/content/dish/new").texts("[for=field-price] .field-mark"))
                .containsExactly(SHARED);
    }

    @Test
    void newElementsAreMarkedLikeTheOthers() {
        Page form = browser.open(page("en"));

        assertThat(browser.part(addTo(form, "steps")).texts(".field-mark")).containsExactly(SHARED);
        assertThat(browser.part(addTo(form, "tools")).texts(".field-mark")).as("marked with their list").isEmpty();
    }

    @Test
    void translationsShowTheTextOfTheDefaultLocale() {
        Page blank = browser.open(page("de"));
        assertThat(source(blank, "field-title").text()).isEqualTo("en Soup");
        assertThat(source(blank, "field-title").expectFirst("[lang=en]").text()).isEqualTo("Soup");
        assertThat(source(blank, "field-origin-story").text()).isEqualTo("en From the hills");
        assertThat(source(blank, "field-steps-a-name").text()).isEqualTo("en Boil");
        assertThat(blank.text("details.source-long summary")).isEqualTo("Text in en");
        assertThat(blank.texts(".source, .source-long")).hasSize(4);

        Page saved = browser.send(blank, "#entry-form", Map.of("fields/title", "Suppe"));
        assertThat(source(saved, "field-title").text()).isEqualTo("en Soup");
        assertThat(browser.open(page("en")).texts(".source, .source-long")).isEmpty();
    }

    @Test
    void unpublishedLocalesSayWhatReadersGet() {
        assertThat(browser.open(page("en")).texts(".locale-served")).isEmpty();

        core.post("/api/entries/dish/" + id + "/publish", "");
        Page form = browser.open(page("en"));
        assertThat(form.texts(".locale-list li")).containsExactly("en Published", "de not created Readers get en",
                "fr not created");

        browser.send(browser.open(page("de")), "#entry-form", Map.of("fields/title", "Suppe"));
        assertThat(browser.open(page("de")).texts(".locale-list li")).contains("de Draft Readers get en");
        core.post("/api/entries/dish/" + id + "/publish?locale=de", "");
        assertThat(browser.open(page("de")).texts(".locale-served")).isEmpty();
    }

    @Test
    void confirmationsNameTheLocales() {
        browser.send(browser.open(page("de")), "#entry-form", Map.of("fields/title", "Suppe"));
        core.post("/api/entries/dish/" + id + "/publish?locale=*", "");
        core.patch("/api/entries/dish/" + id, "{\"fields\": {\"title\": \"Stew\"}}");

        Page form = browser.open(page("en"));

        assertThat(form.text("#discard")).contains("Values shared by all locales are reset in all of them (en, de).",
                "Texts of other locales are kept.");
        assertThat(form.text("#trash")).contains("All its locales go to the trash: en, de.",
                "It is published in en, de: readers will");
        Page discarded = browser.send(form, "#discard form", Map.of());
        assertThat(discarded.value("fields/title")).isEqualTo("Soup");
        assertThat(discarded.html().select("#discard")).isEmpty();
    }

    @Test
    void restoredEntriesAreUnpublishedAsTheirBadgeSays() {
        core.post("/api/entries/dish/" + id + "/publish", "");
        browser.send(browser.open(page("en")), "#trash form", Map.of());

        Page restored = browser.send(browser.open(page("en")), "form[action$=untrash]", Map.of());

        assertThat(restored.text(".alert-success")).isEqualTo("Restored from the trash. It is not published.");
        assertThat(restored.text(".side-title .status-badge")).isEqualTo("Unpublished");
    }

    @Test
    void revisionsHaveATimeAndAnAuthorAndShowFalseValues() {
        core.patch("/api/entries/dish/" + id, "{\"fields\": {\"vegan\": false}}");

        Page revision = browser.open("/admin/content/dish/" + id + "/revisions/1?locale=en");

        assertThat(revision.text(".page-head")).contains("Saved 20", " by ");
        assertThat(revision.texts("tr:has(th:contains(Vegan)) td")).containsExactly("Yes", "No");
    }

    @Test
    void allRevisionsAreListedInPages() {
        for (int i = 0; i < 60; i++) {
            core.patch("/api/entries/dish/" + id, "{\"fields\": {\"price\": " + (100 + i) + "}}");
        }
        Page form = browser.open(page("en"));

        Page newest = browser.open(form.element("a:contains(All revisions)").attr("href"));
        Page older = browser.open(newest.element("a[rel=next]").attr("href"));

        assertThat(newest.texts("tbody tr")).hasSize(50);
        assertThat(newest.text("tbody tr")).startsWith("Revision 61 draft ");
        assertThat(older.texts("tbody tr")).hasSize(11);
        assertThat(older.texts("tbody a")).last().isEqualTo("Revision 1");
    }

    @Test
    void newEntriesAreCreatedInTheLocaleOfTheList() {
        Page list = browser.open("/admin/content/dish?locale=de");
        Page results = browser.part("/admin/content/dish?locale=en");

        assertThat(list.element("#new-entry").attr("href")).isEqualTo("/admin/content/dish/new?locale=de");
        assertThat(results.element("#new-entry[hx-swap-oob]").attr("href"))
                .isEqualTo("/admin/content/dish/new?locale=en");
    }

    private String page(String locale) {
        return "/admin/content/dish/" + id + "?locale=" + locale;
    }

    private static String addTo(Page form, String list) {
        return form.element("#field-" + list + " .element-add button").attr("hx-get");
    }

    private static List<String> marks(Page form, String control) {
        return form.texts("[for=" + control + "] .field-mark, .form-check:has(#" + control + ") .field-mark");
    }

    private static Element source(Page form, String control) {
        return form.element(".field:has(> .field-head > [for=" + control + "]) > .source");
    }
}
