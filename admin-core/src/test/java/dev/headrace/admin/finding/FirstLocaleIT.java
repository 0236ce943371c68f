package dev.headrace.admin.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.Total;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Views not specific to a locale find entries in all locales, and show each in its first one. */
class FirstLocaleIT {

    private static CoreUnderTest core;
    private static Suggestions suggestions;
    private static EntryCounts entryCounts;
    private static ContentType place;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                types:
                  place:
                    title: name
                    fields: {name: {type: text, localized: true}, near: {type: reference, to: [place]}}
                locales: {en: {}, de: {}, fr: {}}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        suggestions = core.bean(Suggestions.class);
        entryCounts = core.bean(EntryCounts.class);
        place = core.bean(Types.class).get("place");
        write(create("en", "Cologne"), "de", "Köln");
        write(create("fr", "Aix-la-Chapelle"), "de", "Aachen");
        core.post("/api/entries/place/" + create("en", "Bonn") + "/publish", "");
        core.delete("/api/entries/place/" + create("fr", "Liège"));
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void searchMatchesWordsOfAnyLocale() {
        assertThat(titles(search("koln"))).containsExactly("Cologne");
        assertThat(titles(search("köln"))).containsExactly("Cologne");
        assertThat(titles(search("aix"))).containsExactly("Aachen");
        assertThat(search("aix").getFirst().match()).isNotNull().extracting(EntryRow::title)
                .isEqualTo("Aix-la-Chapelle");
        assertThat(search("aachen").getFirst().match()).isNull();
        assertThat(titles(search("aachen"))).containsExactly("Aachen");
        assertThat(search("liège")).isEmpty();
        assertThat(titles(suggestions.matching(List.of(place), "", 2, Actor.system()))).containsExactly("Bonn",
                "Aachen");
    }

    @Test
    void entriesAreCountedOnceInTheStatusOfTheirFirstLocale() {
        Map<Status, Total> counts = entryCounts.byStatus(Actor.system()).get("place");

        assertThat(counts).containsEntry(Status.draft, new Total(2, true))
                .containsEntry(Status.published, new Total(1, true)).containsEntry(Status.trashed, new Total(1, true));
        assertThat(entryCounts.total(place, Actor.system())).isEqualTo(new Total(3, true));
    }

    @Test
    void pagesShowTheFirstLocale() {
        try (Browser browser = new Browser(core)) {
            Page dashboard = browser.signIn();
            assertThat(dashboard.texts("[aria-label='Recently edited'] .entry-link")).containsExactly("Bonn",
                    "Aachen", "Cologne");
            assertThat(dashboard.texts("[aria-label='Unpublished changes'] .entry-link"))
                    .contains("Aachen (de, fr)", "Cologne (en, de)")
                    .noneMatch(line -> line.contains("Bonn"));
            assertThat(dashboard.text(".count-all")).isEqualTo("3");
            assertThat(browser.part("/admin/search?q=aix").texts(".suggestion-title"))
                    .containsExactly("Aachen fr: Aix-la-Chapelle");
            assertThat(browser.part("/admin/content/place/references?field=near&control=fields/near&q=aach")
                    .texts(".suggestion-title")).containsExactly("Aachen");
        }
    }

    private static List<Suggestion> search(String text) {
        return suggestions.matching(List.of(place), text, 10, Actor.system());
    }

    private static List<String> titles(List<Suggestion> found) {
        return found.stream().map(each -> each.entry().title()).toList();
    }

    private static String create(String locale, String name) {
        Answer created = core.post("/api/entries/place?locale=" + locale, "{\"fields\": {\"name\": \"" + name + "\"}}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    private static void write(String id, String locale, String name) {
        Answer written = core.patch("/api/entries/place/" + id + "?locale=" + locale,
                "{\"fields\": {\"name\": \"" + name + "\"}}");
        assertThat(written.status()).as(written.text()).isEqualTo(200);
    }
}
