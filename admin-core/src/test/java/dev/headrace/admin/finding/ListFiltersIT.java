package dev.headrace.admin.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The filters of list pages, which mean the same as in the API. */
class ListFiltersIT {

    private static final String LIST = "/admin/content/article";

    private static CoreUnderTest core;
    private static Browser browser;
    private static String water;
    private static String fire;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                locales: {en: {}, de: {}}
                types:
                  topic: {title: name, fields: {name: {type: text}, slug: {type: slug, from: name}}}
                  article:
                    title: title
                    fields:
                      title: {type: text, localized: true}
                      stars: {type: number}
                      hot: {type: boolean}
                      date: {type: datetime}
                      kind: {type: enum, values: [news, essay]}
                      topic: {type: reference, to: [topic]}
                      tags: {type: reference, to: [topic], many: true}
                      secret: {type: text, private: true}
                      body: {type: markdown}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        water = create("topic", "{\"name\": \"Water\"}");
        fire = create("topic", "{\"name\": \"Fire\"}");
        create("article", """
                {"title": "River", "stars": 1.5, "hot": true, "date": "2026-03-14T08:00:00Z", "kind": "essay",
                 "topic": "%s", "tags": ["%s", "%s"], "secret": "code"}""".formatted(water, water, fire));
        create("article", """
                {"title": "Stove", "stars": 3, "hot": false, "kind": "news", "topic": "%s", "tags": ["%s"]}"""
                .formatted(fire, fire));
        create("article", "{\"title\": \"Stone\"}");
        browser = new Browser(core);
        browser.signIn();
    }

    @AfterAll
    static void stop() {
        browser.close();
        core.close();
    }

    private static String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stars=1.50", "stars[gte]=1.5&stars[lt]=2e0", "stars[gt]=1.5", "stars[lte]=3", "hot=true",
            "hot=false", "date[gte]=2026-03-14T09:00:00+01:00", "date[lt]=2026-03-14T08:00:00Z",
            "date=2026-03-14T08:00:00.000Z", "kind=essay", "kind[in]=news,essay", "topic=water", "topic=nobody",
            "topic[in]=water,fire", "tags=water&tags=fire", "tags[in]=water,fire", "title=Stone", "title=",
            "secret=code",
            "kind=news&hot=false&stars=3&topic=fire&tags=fire", "kind=news&hot=true", "title=Stove&sort=title",
            "hot=true&q=riv",
            "hot=true&status=draft", "hot=true&status=published", "tags=fire&size=1", "tags=fire&size=1&page=2",
            "kind=essay&locale=de", "kind[in]=news,essay&sort=-title"})
    void listsHaveTheSameEntriesAsInTheApi(String query) {
        Answer api = core.get("/api/entries/article?" + encoded(query));
        assertThat(api.status()).as(api.text()).isEqualTo(200);

        Page page = open(query);

        assertThat(page.texts(".entry-link")).isEqualTo(api.json().path("items").findValuesAsString("title"));
        assertThat(page.texts(".list-foot strong")).isEqualTo(
                api.json().path("items").isEmpty() ? List.of() : List.of(api.json().path("total").asString()));
        assertThat(page.texts(".filter-problem")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stars=many", "stars=", "hot=x", "date=yesterday", "kind=howto", "kind[in]=essay,",
            "topic=No_Slug",
            "kind[gte]=essay", "stars[gt]=1&stars[gt]=2", "stars[like]=1", "color=red", "kind=howto&stars=3"})
    void invalidFiltersAreExplainedWhereTheyAreShown(String query) {
        Answer api = core.get("/api/entries/article?" + encoded(query));
        assertThat(api.status()).as(api.text()).isEqualTo(400);

        Page page = open(query);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.texts(".filter-problem")).isNotEmpty()
                .containsOnly(api.json().at("/errors/0/message").asString());
        assertThat(page.texts(".entry-link")).isEmpty();
        assertThat(page.text(".empty-title")).isEqualTo("Nothing is listed");
        String removed = query.contains("&stars=3") ? "/admin/content/article?stars=3" : LIST;
        Page corrected = browser.open(page.element(".filter-chip.is-invalid .chip-button").attr("href"));
        if (!query.contains("&stars[gt]")) {
            assertThat(corrected.path()).isEqualTo(removed);
            assertThat(corrected.texts(".entry-link")).isNotEmpty();
        }
    }

    @Test
    void tooManyFiltersAreRejectedTogether() {
        Page page = open("tags=water&stars[gt]=0&stars[gte]=0&stars[lt]=9&stars[lte]=9&hot=true&kind=essay"
                + "&title=River&topic=water&date[gt]=2020-01-01T00:00:00Z&date[lt]=2030-01-01T00:00:00Z");

        assertThat(page.text(".list-problem")).isEqualTo("At most 10 filters can be combined");
        assertThat(page.texts(".entry-link")).isEmpty();
    }

    @Test
    void otherInvalidParametersAreErrors() {
        assertThat(open("hot=true&page=0").status()).isEqualTo(400);
        assertThat(open("hot=x&size=many").status()).isEqualTo(400);
    }

    @Test
    void filtersAreShownInWords() {
        Page page = open("topic=" + water + "&tags=fire&tags[in]=water,fire&stars[gte]=1.50&hot=true"
                + "&date[lt]=2030-01-01T01:00%2B01:00&kind[in]=news,essay&topic[in]=nobody," + missing());

        assertThat(page.texts(".filter-words")).containsExactly("Topic is Water", "Tags includes Fire",
                "Tags includes one of Water or Fire", "Stars is at least 1.5", "Hot is Yes",
                "Date is before 2030-01-01 00:00 UTC", "Kind is one of news or essay",
                "Topic is one of nobody or Not available (Deleted, or not visible to you)");
    }

    private static String missing() {
        return "01890000-0000-7000-8000-000000000000";
    }

    @Test
    void filtersSurvivePagingSortingSearchAndOtherLocales() {
        Page page = open("tags=fire&stars[gte]=1&columns=topic&size=1");

        for (String link : List.of("a[rel=next]", "#sort-title")) {
            assertThat(page.element(link).attr("href")).contains("tags=fire&stars%5Bgte%5D=1", "columns=topic",
                    "size=1");
        }
        // What the form with search, status and locale sends, too.
        assertThat(page.html().select("[form=filters]:not([type=checkbox])").eachAttr("name"))
                .contains("tags", "stars[gte]", "size");
        assertThat(page.html().select("[form=filters][type=checkbox][checked]").eachAttr("value"))
                .containsExactly("topic");
        Page german = open("locale=de&q=&status=&tags=" + fire + "&columns=topic&columns=stars");
        assertThat(german.texts(".filter-words")).containsExactly("Tags includes Fire");
        assertThat(german.element(".filter-chip .chip-button").attr("href"))
                .isEqualTo(LIST + "?locale=de&columns=topic,stars");
    }

    @Test
    void filtersAreRemovedOneByOneOrTogether() {
        Page page = open("tags=fire&tags=water&hot=true&q=river&columns=topic&page=1");

        assertThat(page.html().select(".filter-chip .chip-button").eachAttr("href")).containsExactly(
                "/admin/content/article?q=river&tags=water&hot=true&columns=topic",
                "/admin/content/article?q=river&tags=fire&hot=true&columns=topic",
                "/admin/content/article?q=river&tags=fire&tags=water&columns=topic");
        assertThat(page.html().select("a:contains(Show all)").eachAttr("href"))
                .containsExactly("/admin/content/article?columns=topic");
        assertThat(open("columns=topic").html().select("a:contains(Show all)")).isEmpty();
    }

    @Test
    void aFilterIsAddedStepByStepWithoutScripts() {
        Page list = open("hot=true&sort=title");
        assertThat(list.texts("#filter-panel li")).containsExactly("Title", "Stars", "Hot", "Date", "Kind", "Topic",
                "Tags", "Secret");

        Page form = browser.open(list.element("#filter-panel a:contains(Stars)").attr("href"));
        assertThat(form.element("details[data-menu-of=filter]").hasAttr("open")).isTrue();
        assertThat(form.texts(".entry-link")).containsExactly("River");
        assertThat(form.html().select("#filter-operator option").eachAttr("value")).containsExactly("", "gte", "lte",
                "gt", "lt");
        Page filtered = submit(form, "stars", "gte", "1");
        assertThat(filtered.path()).isEqualTo(LIST + "?hot=true&stars%5Bgte%5D=1&sort=title");
        assertThat(filtered.texts(".filter-words")).containsExactly("Hot is Yes", "Stars is at least 1");

        assertThat(submit(filtered, "stars", "gte", "2").path())
                .isEqualTo(LIST + "?hot=true&stars%5Bgte%5D=2&sort=title");
        assertThat(submit(filtered, "kind", "", "essay").path())
                .isEqualTo(LIST + "?hot=true&stars%5Bgte%5D=1&kind=essay&sort=title");
        Page dated = submit(filtered, "date", "gte", "2026-03-14T08:00");
        assertThat(dated.path()).contains("date%5Bgte%5D=2026-03-14T08%3A00Z");
        assertThat(dated.texts(".entry-link")).containsExactly("River");
        assertThat(dated.texts(".filter-words")).contains("Date is at or after 2026-03-14 08:00 UTC");
        assertThat(submit(filtered, "stars", "lt", "x").text(".filter-problem")).isEqualTo("must be a number");
    }

    @Test
    void theValueControlFitsTheField() {
        assertThat(form("kind").html().select("#filter-value option").eachAttr("value")).containsExactly("news",
                "essay");
        assertThat(form("hot").html().select("#filter-value option").eachAttr("value")).containsExactly("true",
                "false");
        assertThat(form("stars").element("#filter-value").attr("type")).isEqualTo("number");
        assertThat(form("date").element("#filter-value").attr("type")).isEqualTo("datetime-local");
        assertThat(form("secret").element("#filter-value").attr("type")).isEqualTo("text");
        assertThat(form("body").status()).isEqualTo(404);
        assertThat(form("nothing").status()).isEqualTo(404);
        assertThat(browser.open(LIST + "/filters?field=kind&operator=gte&value=essay").status()).isEqualTo(400);
        assertThat(browser.open(LIST + "/filters/new?field=kind&query=a%3D%25zz").status()).isEqualTo(400);
    }

    @Test
    void entriesForReferencesAreSearched() {
        Page form = browser.open(LIST + "/filters/new?field=tags&entry=wat&query=tags%3D" + fire);

        assertThat(form.texts(".filter-offered .suggestion-title")).containsExactly("Water");
        Page filtered = browser.open(form.element(".filter-offered a").attr("href"));
        assertThat(filtered.path()).isEqualTo(LIST + "?tags=" + fire + "&tags=" + water);
        assertThat(filtered.texts(".entry-link")).containsExactly("River");
        assertThat(browser.part(LIST + "/filters/entries?field=topic&entry=nobody").text(".suggestion-none"))
                .isEqualTo("No matching entries.");
        assertThat(browser.part(LIST + "/filters/new?field=topic").texts(".suggestion-title")).containsExactly("Fire",
                "Water");
    }

    @Test
    void partsOfThePageHaveTheUrlOfTheWholeState() {
        Page part = browser.part(LIST + "?q=&status=&stars%5Bgte%5D=1&columns=stars&columns=topic&size=50");

        assertThat(part.response().headers().firstValue("HX-Push-Url"))
                .contains(LIST + "?stars%5Bgte%5D=1&columns=stars,topic");
    }

    @Test
    void searchResultsAndUntranslatedEntriesAreFilteredToo() {
        assertThat(open("q=st&tags=fire").texts(".entry-link")).containsExactly("Stove");
        assertThat(open("locale=de&untranslated=true&tags=water").texts(".entry-link")).containsExactly("River");
    }

    private static Page form(String field) {
        return browser.open(LIST + "/filters/new?field=" + field);
    }

    private static Page submit(Page page, String field, String operator, String value) {
        String query = page.html().select("[name=query]").isEmpty()
                ? page.path().substring(page.path().indexOf('?') + 1)
                : page.value("query");
        return browser.open(LIST + "/filters?field=" + field + "&operator=" + operator + "&value=" + value + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    private static Page open(String query) {
        return browser.open(LIST + "?" + encoded(query));
    }

    private static String encoded(String query) {
        return query.replace("[", "%5B").replace("]", "%5D").replace("+", "%2B");
    }

    @Test
    void tooManyValuesAreRejectedAndNotLookedUp() {
        String many = IntStream.range(0, 2_000).mapToObj(i -> "w" + i).collect(Collectors.joining(","));

        Page list = browser.open(LIST + "?topic%5Bin%5D=" + many + "&tags=x".repeat(100));

        assertThat(list.texts(".filter-problem").getFirst()).contains("must not have more than 20 values");
        assertThat(list.texts(".filter-chip strong")).hasSize(1 + 21)
                .allSatisfy(value -> assertThat(value).hasSizeLessThan(120));
    }
}
