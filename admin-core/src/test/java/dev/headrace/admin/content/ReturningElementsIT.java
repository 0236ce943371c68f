package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** List elements that come back in one locale have their localized values in the others again. */
class ReturningElementsIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                types:
                  page:
                    title: title
                    fields:
                      title: {type: text, localized: true}
                      parts:
                        type: blocks
                        of: {figure: {fields: {url: {type: url}, caption: {type: text, localized: true}}}}
                locales: {en: {}, de: {fallback: en}}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void discardingRestoresLocalizedValuesOfElementsInAllLocales() {
        String path = createTranslated("Discarded");
        core.post(path + "/publish?locale=*", "");

        core.patch(path, "{\"fields\": {\"parts\": [" + figure("b", "B") + "]}}");
        core.patch(path + "?locale=de", "{\"fields\": {\"parts\": [" + figure("b", "Neues zweites") + "]}}");
        Answer discarded = core.post(path + "/discard", "");

        assertThat(discarded.status()).as(discarded.text()).isLessThan(300);
        assertThat(captions(path)).containsExactly("A", "B");
        assertThat(captions(path + "?locale=de")).containsExactly("Erstes", "Neues zweites");
        assertThat(core.post(path + "/discard?locale=de", "").status()).isLessThan(300);
        assertThat(core.get(path + "?locale=de").json().path("status").stringValue()).isEqualTo("published");
    }

    @Test
    void restoringARevisionRestoresElementsRemovedAtDifferentTimes() {
        String path = createTranslated("Removed one by one");

        core.patch(path, "{\"fields\": {\"parts\": [" + figure("b", "B") + "]}}");
        core.patch(path, "{\"fields\": {\"parts\": []}}");
        Answer restored = core.post(path + "/revisions/1/restore", "");

        assertThat(restored.status()).as(restored.text()).isLessThan(300);
        assertThat(captions(path + "?locale=de")).containsExactly("Erstes", "Zweites");
    }

    @Test
    void blocksOfRemovedTypesAreCountedInRevisions() {
        core.apply(
                """
                        types: {poster: {title: title, fields: {title: {type: text},
                            parts: {type: blocks, of: {figure: {fields: {url: {type: url}}}, note: {fields: {text: {type: text}}}}}}}}""");
        Answer created = core.post("/api/entries/poster", "{\"fields\": {\"title\": \"P\", \"parts\": ["
                + "{\"_type\": \"note\", \"text\": \"gone\"}, {\"_type\": \"figure\", \"url\": \"https://e.org/a\"}]}}");
        String path = "/api/entries/poster/" + created.json().path("id").stringValue();
        core.call("PUT", "/api/types/poster?allowDestructive=true", "application/json", """
                {"title": "title", "fields": {"title": {"type": "text"},
                 "parts": {"type": "blocks", "of": {"figure": {"fields": {"url": {"type": "url"}}}}}}}""");

        Answer revision = core.get(path + "/revisions/1");
        Answer restored = core.post(path + "/revisions/1/restore", "");

        assertThat(revision.json().path("parts").size()).as(revision.text()).isEqualTo(1);
        for (Answer answer : List.of(revision, restored)) {
            assertThat(answer.response().headers().firstValue("Headrace-Omitted-Blocks")).contains("1");
        }
        try (Browser browser = new Browser(core)) {
            browser.signIn();
            assertThat(browser.open(path.replace("/api/entries/", "/admin/content/") + "/revisions/1")
                    .text("main .alert-warning")).startsWith("1 block is left out");
        }
    }

    /** Two figures, translated to German. */
    private static String createTranslated(String title) {
        String path = create("{\"title\": \"" + title + "\", \"parts\": [" + figure("a", "A") + ", " + figure("b", "B")
                + "]}");
        core.post(path + "/locales/de/copy?from=en", "");
        Answer translated = core.patch(path + "?locale=de", "{\"fields\": {\"parts\": ["
                + figure("a", "Erstes") + ", " + figure("b", "Zweites") + "]}}");
        assertThat(translated.status()).as(translated.text()).isEqualTo(200);
        return path;
    }

    private static String figure(String key, String caption) {
        return "{\"_key\": \"" + key + "\", \"_type\": \"figure\", \"url\": \"https://e.org/" + key
                + "\", \"caption\": \"" + caption + "\"}";
    }

    private static List<String> captions(String path) {
        return core.get(path).json().at("/fields/parts").findValuesAsString("caption");
    }

    private static String create(String fields) {
        Answer created = core.post("/api/entries/page", "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return "/api/entries/page/" + created.json().path("id").stringValue();
    }
}
