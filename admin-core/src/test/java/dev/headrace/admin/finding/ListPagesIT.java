package dev.headrace.admin.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of entries: the order of search results, entries that are not translated. */
class ListPagesIT {

    private static CoreUnderTest core;
    private Browser browser;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                locales: {en: {}, de: {}}
                types:
                  post:
                    title: title
                    fields: {title: {type: text, localized: true}, text: {type: text, localized: true}}
                  page: {title: title, fields: {title: {type: text}}}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        create("Bridges that move", "Old");
        create("The last bridge", "Old");
        create("Rivers", "Below a bridge");
        create("Fords", "Without bridges");
        create("Wells", "Of stone");
        core.patch("/api/entries/post/" + create("Bridge of sighs", "Venice") + "?locale=de",
                "{\"fields\": {\"title\": \"Seufzerbrücke\"}}");
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
    void searchFindsTitlesFirst() {
        List<String> expected = List.of("Bridge of sighs", "The last bridge", "Bridges that move", "Fords", "Rivers");

        assertThat(browser.open("/admin/search?q=bridge").texts(".entry-link")).isEqualTo(expected);
        Page list = browser.open("/admin/content/post?q=bridge");
        assertThat(list.texts(".entry-link")).isEqualTo(expected);
        assertThat(list.text(".list-foot strong")).isEqualTo("5");
        assertThat(list.html().select("[aria-sort]:not([aria-sort=none])")).isEmpty();
        assertThat(list.html().select("[name=sort]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            测试, 软件测试入门
            วันนี้, สวัสดีวันนี้ครับ
            हिन्दी, हिन्दी भाषा
            भाषा, हिन्दी भाषा
            re\u0301sume\u0301, Mon résumé
            RESUME, Mon résumé
            タワー, 東京タワーへ
            bru\u0308cke, Der Name der Brücke""")
    void wordsAreFoundInAllScripts(String search, String title) {
        String inText = "{\"fields\": {\"title\": \"A text\", \"text\": \"%s\"}}".formatted(title);
        for (String body : List.of("{\"fields\": {\"title\": \"%s\"}}".formatted(title), inText)) {
            String id = core.post("/api/entries/post", body).json().path("id").stringValue();
            String query = "q=" + URLEncoder.encode(search.translateEscapes(), StandardCharsets.UTF_8);

            assertThat(core.get("/api/entries/post?" + query).json().at("/items").findValuesAsString("id"))
                    .contains(id);
            assertThat(browser.part("/admin/search?" + query).html().select("a[href*='" + id + "']")).isNotEmpty();
            core.delete("/api/entries/post/" + id);
        }
    }

    @Test
    void pagesOfSearchResultsContinueAfterTheTitles() {
        assertThat(browser.open("/admin/content/post?q=bridge&size=2").texts(".entry-link"))
                .containsExactly("Bridge of sighs", "The last bridge");
        assertThat(browser.open("/admin/content/post?q=bridge&size=2&page=2").texts(".entry-link"))
                .containsExactly("Bridges that move", "Fords");
        assertThat(browser.open("/admin/content/post?q=bridge&size=2&page=3").texts(".entry-link"))
                .containsExactly("Rivers");
    }

    @Test
    void titlesThatCannotBeSeenAreReplaced() {
        for (String title : List.of(" ", "\\u00a0", "\\u200b")) {
            Answer created = core.post("/api/entries/page", "{\"fields\": {\"title\": \"" + title + "\"}}");
            assertThat(browser.open("/admin/content/page").texts(".entry-link")).as(title).containsExactly("Untitled");
            core.delete("/api/entries/page/" + created.json().path("id").asString());
        }
    }

    @Test
    void searchResultsCanBeSorted() {
        Page list = browser.open("/admin/content/post?q=bridge");
        String byUpdate = list.element("th.col-time a").attr("href");

        assertThat(byUpdate).contains("sort=-updatedAt", "q=bridge");
        Page sorted = browser.open(byUpdate);
        assertThat(sorted.texts(".entry-link")).startsWith("Bridge of sighs", "Fords", "Rivers");
        assertThat(sorted.element("th.col-time").attr("aria-sort")).isEqualTo("descending");
        assertThat(browser.open("/admin/content/post?q=bridge&sort=title").texts(".entry-link"))
                .startsWith("Bridge of sighs", "Bridges that move", "Fords");
    }

    @Test
    void entriesThatAreNotTranslatedCanBeListed() {
        Page missing = browser.open("/admin/content/post?locale=de&untranslated=true&sort=title");

        assertThat(missing.texts(".entry-link")).containsExactly("Bridges that move", "Fords", "Rivers",
                "The last bridge", "Wells");
        assertThat(missing.text(".list-note")).startsWith("Written in en, but not in de.");
        assertThat(missing.element(".entry-link").attr("href")).endsWith("locale=de");
        assertThat(browser.open(missing.element(".entry-link").attr("href")).text(".alert-info"))
                .contains("No de version yet");
        assertThat(browser.open("/admin/content/post?untranslated=true").text(".empty-title"))
                .isEqualTo("All entries in de also exist in en");
    }

    @Test
    void anEmptyListOffersTheEntriesOfAnotherLocale() {
        Answer created = core.post("/api/entries/page", "{\"fields\": {\"title\": \"About\"}}");
        assertThat(created.status()).isEqualTo(201);

        Page empty = browser.open("/admin/content/page?locale=de");

        assertThat(empty.texts(".empty-title")).containsExactly("There are no entries in de");
        assertThat(empty.text(".empty-subtitle")).isEqualTo("1 entry in en, with the same values in all locales.");
        assertThat(browser.open(empty.element(".empty-action a").attr("href")).texts(".entry-link"))
                .containsExactly("About");
    }

    private static String create(String title, String text) {
        Answer created = core.post("/api/entries/post",
                "{\"fields\": {\"title\": \"" + title + "\", \"text\": \"" + text + "\"}}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }
}
