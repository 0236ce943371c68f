package dev.headrace.admin.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.testkit.Eventually;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Publishing from the form, in one locale or all of them, and what the form says about it. */
class PublishPagesIT {

    private static CoreUnderTest core;
    private Browser browser;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                locales: {en: {}, de: {fallback: en}}
                types:
                  cook: {title: name, fields: {name: {type: text}, notes: {type: text, private: true}}}
                  dish:
                    title: title
                    fields:
                      title: {type: text, localized: true, required: true, max: 20}
                      slug: {type: slug, from: title, unique: true}
                      served: {type: datetime}
                      cook: {type: reference, to: [cook]}
                      taster: {type: reference, to: [cook], private: true}
                      steps: {type: group, many: true, fields: {helper: {type: reference, to: [cook]}}}
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
    void changesInSeveralLocalesCanBePublishedAtOnce() {
        String id = create("dish", "{\"title\": \"Soup\"}");
        assertThat(publishAll(browser.open(page(id, "en")))).isEmpty();
        translate(id, "Suppe");

        Page form = browser.open(page(id, "en"));
        assertThat(publishAll(form)).containsExactly("Publish all locales");
        Page published = browser.send(form, "#entry-form",
                Map.of("fields/title", "Broth", "then", "publishAll"));

        assertThat(published.text(".alert-success")).isEqualTo("Published in en, de.");
        assertThat(published.texts(".locale-list li")).containsExactly("en Published", "de Published");
        assertThat(published.value("fields/title")).isEqualTo("Broth");
        assertThat(publishAll(published)).isEmpty();
    }

    @Test
    void incompleteLocalesAreNamedWhenTheOthersArePublished() {
        String id = create("dish", "{\"title\": \"Stew\"}");
        translate(id, "");

        Page published = browser.send(browser.open(page(id, "en")), "#entry-form", Map.of("then", "publishAll"));

        assertThat(published.text(".alert-success")).isEqualTo("Published in en.");
        assertThat(published.text("section.alert-warning"))
                .isEqualTo("Not published, because values are missing or invalid: de.");
        assertThat(browser.open(published.element("section.alert-warning a").attr("href")).text(".problems"))
                .contains("Title is required");
    }

    @Test
    void anEditBySomeoneElseAfterTheSaveIsNotPublished() {
        String id = create("dish", "{\"title\": \"Roast\"}");
        translate(id, "Braten");

        Page refused = browser.post("/admin/content/dish/" + id + "/publish-all",
                List.of(Map.entry("version", "7"), Map.entry("_csrf", browser.open(page(id, "en"))
                        .element("[name=_csrf]").attr("value"))));

        assertThat(refused.text("section.alert-warning")).startsWith("Not published. ");
        assertThat(refused.texts(".locale-list li")).containsExactly("en Draft", "de Draft");
    }

    @Test
    void callsForAllLocalesAreNamedInErrors() {
        String id = create("dish", "{\"title\": \"Jam\"}");

        assertThat(core.post("/api/entries/dish/" + id + "/publish?locale=all", "").json()
                .at("/errors/0/message").stringValue()).isEqualTo("must be one of en, de, *");
        assertThat(core.get("/api/entries/dish/" + id + "?locale=all").json().at("/errors/0/message").stringValue())
                .isEqualTo("must be one of en, de");
    }

    @Test
    void referencesThatReadersDoNotGetAreNamed() {
        String published = create("cook", "{\"name\": \"Ada\"}");
        core.post("/api/entries/cook/" + published + "/publish", "");
        String draft = create("cook", "{\"name\": \"Bob\"}");
        String id = create("dish", """
                {"title": "Pie", "cook": "%1$s", "taster": "%2$s",
                 "steps": [{"helper": "%1$s"}, {"helper": "%2$s"}, {"helper": "%2$s"}]}""".formatted(published, draft));
        translate(id, "Torte");

        Page warned = browser.send(browser.open(page(id, "en")), "#entry-form", Map.of("then", "publish"));
        assertThat(warned.text("section.alert-warning"))
                .isEqualTo("Published without the references to entries that are"
                        + " unpublished, in the trash or deleted: Steps › Helper.");
        core.delete("/api/entries/cook/" + published + "?force=true");
        Page all = browser.send(browser.open(page(id, "de")), "#entry-form", Map.of("then", "publishAll"));
        assertThat(all.text("section.alert-warning")).endsWith("deleted: Cook, Steps › Helper.");
    }

    @Test
    void publishedReferencesAreNotNamed() {
        String cook = create("cook", "{\"name\": \"Eve\"}");
        core.post("/api/entries/cook/" + cook + "/publish", "");
        String id = create("dish", "{\"title\": \"Tart\", \"cook\": \"" + cook + "\"}");
        translate(id, "Kuchen");

        Page german = browser.send(browser.open(page(id, "de")), "#entry-form", Map.of("then", "publish"));

        assertThat(german.html().select("section.alert-warning")).isEmpty();
    }

    @Test
    void removedDocumentsAreNotRendered() {
        String id = create("dish", "{\"title\": \"Salad\"}");
        core.post("/api/entries/dish/" + id + "/publish", "");
        core.post("/api/entries/dish/" + id + "/unpublish", "");

        assertThat(browser.part("/admin/content/dish/" + id + "/publication").texts(".receipt-steps li"))
                .hasSize(2).noneMatch(step -> step.contains("Rendered"));
        Eventually.holds("it is removed", () -> browser.part("/admin/content/dish/" + id + "/publication")
                .text(".receipt-steps li.is-done").startsWith("Removed from Redis"));
    }

    @Test
    void theFormMarksThePublishedRevision() {
        String id = create("dish", "{\"title\": \"Bread\", \"served\": \"2026-03-01T08:00:00Z\"}");
        core.post("/api/entries/dish/" + id + "/publish", "");
        core.patch("/api/entries/dish/" + id, "{\"fields\": {\"title\": \"Rolls\"}}");
        core.patch("/api/entries/dish/" + id, "{\"fields\": {\"title\": \"Buns\"}}");

        Page form = browser.open(page(id, "en"));
        assertThat(form.texts(".revisions .entry-by")).extracting(text -> text.endsWith(", published"))
                .containsExactly(false, false, true);
        Page revisions = browser.open(form.element("a:contains(All revisions)").attr("href"));
        Page revision = browser.open(revisions.element("a:contains(Revision 2)").attr("href"));
        assertThat(revision.texts("tr:has(th:contains(Served)) td")).containsOnly("2026-03-01 08:00 UTC");
        assertThat(revision.texts("tr.is-different td")).containsExactly("Rolls", "Buns");
        assertThat(revision.texts("#with option")).first().isEqualTo("the draft, version 3");
        assertThat(revision.texts("#with option")).last().asString().startsWith("revision 1, 20")
                .endsWith("UTC, published");
        Page compared = browser.open(revision.element(".compare-with").attr("action") + "?locale=en&with=1");
        assertThat(compared.texts("thead th")).containsExactly("Field", "Revision 2", "Revision 1");
        assertThat(compared.texts("tr.is-different td")).containsExactly("Rolls", "Bread");
        assertThat(browser.open(revision.element(".compare-with").attr("action") + "?with=9").status()).isEqualTo(404);
    }

    @Test
    void duplicatesAreMarkedInTheirTitles() {
        String id = create("dish", "{\"title\": \"Pancakes of the day\"}");
        translate(id, "Pfannkuchen");

        Answer copy = core.post("/api/entries/dish/" + id + "/duplicate", "");

        assertThat(copy.json().at("/fields/title").stringValue()).isEqualTo("Pancakes of t (copy)");
        assertThat(copy.json().at("/fields/slug").stringValue()).isEqualTo("pancakes-of-t-copy");
        assertThat(core.get("/api/entries/dish/" + copy.json().path("id").stringValue() + "?locale=de").json()
                .at("/fields/title").stringValue()).isEqualTo("Pfannkuchen (copy)");
    }

    @Test
    void entriesWithoutLocalizedFieldsAreNotOfferedForTranslation() {
        String id = create("cook", "{\"name\": \"Max\", \"notes\": \"Slow\"}");

        Page form = browser.open("/admin/content/cook/" + id);
        assertThat(form.texts(".field-mark")).containsExactly("Not public");
        assertThat(form.html().select(".locale-list")).isEmpty();
        assertThat(browser.open("/admin/content/cook").html().select("[name=untranslated]")).isEmpty();

        Page missing = browser.open("/admin/content/cook/" + id + "?locale=de");
        assertThat(missing.text(".alert-info")).startsWith("Not created in de Its values are the same in all locales.");
        browser.send(missing, ".alert-info form", Map.of("from", "en"));
        assertThat(browser.open("/admin/content/cook/" + id).texts(".locale-list li"))
                .containsExactly("en Draft", "de Draft");
    }

    private static List<String> publishAll(Page form) {
        return form.texts("button[value=publishAll]");
    }

    private static String page(String id, String locale) {
        return "/admin/content/dish/" + id + "?locale=" + locale;
    }

    private static void translate(String id, String title) {
        Answer translated = core.patch("/api/entries/dish/" + id + "?locale=de",
                "{\"fields\": {\"title\": \"" + title + "\"}}");
        assertThat(translated.status()).as(translated.text()).isEqualTo(200);
    }

    private static String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }
}
