package dev.headrace.admin.finding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.net.URLEncoder;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryFiltersIT {

    private static CoreUnderTest core;
    private static String first;
    private static String fifth;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                types:
                  article:
                    title: title
                    fields:
                      title: {type: text}
                      slug: {type: slug, from: title}
                      stars: {type: number}
                      hot: {type: boolean}
                      date: {type: datetime}
                      kind: {type: enum, values: [news, essay]}
                      next: {type: reference, to: [article]}
                      others: {type: reference, to: [article], many: true}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        first = create("{\"title\": \"First\"}");
        create("""
                {"title": "Second", "stars": 1.5, "hot": true, "date": "2026-03-14T08:00:00Z", "kind": "essay",
                 "next": "%s", "others": ["%s"]}""".formatted(first, first));
        fifth = create("{\"title\": \"Fifth\"}");
        create("{\"title\": \"Third\", \"others\": [\"%s\", \"%s\"]}"
                .formatted(create("{\"title\": \"Fourth\"}"), fifth));
        create("{\"title\": \"Sixth\", \"others\": [\"%s\"]}".formatted(fifth));
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    private static String create(String fields) {
        Answer created = core.post("/api/entries/article", "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    @ParameterizedTest
    @CsvSource({"title=Second", "stars=1.50", "hot=true", "date=2026-03-14T08:00:00Z",
            "date=2026-03-14T09:00:00%2B01:00", "kind=essay"})
    void equalValuesAreFoundHoweverTheyAreWritten(String filter) {
        assertOnlySecond(filter);
    }

    @Test
    void referencesAreFoundById() {
        assertOnlySecond("next=" + first);
        assertOnlySecond("others=" + first);
    }

    @ParameterizedTest
    @CsvSource({"next=first", "others=first", "'next[in]=third,first'", "title=Second&others=first"})
    void referencesAreFoundBySlug(String filter) {
        assertOnlySecond(filter);
    }

    @ParameterizedTest
    @CsvSource({"stars[gte]=1.50", "stars[gt]=1.49", "stars[lte]=1.5", "stars[lt]=1e1", "stars[gt]=1&stars[lt]=2",
            "date[gte]=2026-03-14T09:00:00%2B01:00", "date[gt]=2026-03-14T07:59:59.999Z",
            "date[lte]=2026-03-14T08:00:00Z", "date[lt]=2026-03-14T08:00:00.001Z", "'kind[in]=news,essay'"})
    void valuesAreFoundInRanges(String filter) {
        assertOnlySecond(filter);
    }

    @ParameterizedTest
    @CsvSource({"stars[gt]=1.5", "stars[lt]=1.50", "date[gt]=2026-03-14T08:00:00Z", "date[lt]=2026-03-14T08:00:00Z",
            "next=nobody", "others=first&others=fourth", "others=first&others=nobody"})
    void otherValuesAreNotFound(String filter) {
        assertThat(titles(filter)).isEmpty();
    }

    /** The index has values of up to 200 characters; others must not be searched in it. */
    @ParameterizedTest
    @ValueSource(ints = {199, 200, 201, 500})
    void valuesAreFoundWhateverTheirLength(int length) {
        core.apply("types: {quote: {title: text, fields: {text: {type: text}}}}");
        String text = "é".repeat(length);
        Answer created = core.post("/api/entries/quote", "{\"fields\": {\"text\": \"" + text + "\"}}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);

        Answer page = core.get("/api/entries/quote?text=" + URLEncoder.encode(text, UTF_8));

        assertThat(page.json().path("items")).as(page.text()).hasSize(1);
    }

    @Test
    void valuesThatTheEdgeWouldRejectAreRejected() {
        Answer rejected = core.get("/api/entries/article?title=" + "x".repeat(501));

        assertThat(rejected.status()).isEqualTo(400);
        assertThat(rejected.text()).contains("/title", "must not be longer than 500 characters");
    }

    @Test
    void repeatedFiltersRequireAllValues() {
        assertThat(titles("others=fourth&others=fifth&others=" + fifth)).containsExactly("Third");
        assertThat(titles("others[in]=fourth,fifth&sort=title")).containsExactly("Sixth", "Third");
    }

    @Test
    void choicesOutsideTheModelAreValidAsLongAsEntriesHaveThem() {
        core.apply("types: {note: {title: text, fields: {text: {type: text}, kind: {type: enum, values: [a, b]}}}}");
        Answer created = core.post("/api/entries/note", "{\"fields\": {\"text\": \"One\", \"kind\": \"b\"}}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        core.apply("types: {note: {title: text, fields: {text: {type: text}, kind: {type: enum, values: [a]}}}}");

        assertThat(core.get("/api/entries/note?kind=b").json().path("total").intValue()).isOne();
        Answer rejected = core.get("/api/entries/note?kind%5Bin%5D=a,c");
        assertThat(rejected.status()).isEqualTo(400);
        assertThat(rejected.text()).contains("/kind[in]", "must be one of a");
    }

    private static void assertOnlySecond(String filter) {
        assertThat(titles(filter)).containsExactly("Second");
    }

    private static List<String> titles(String query) {
        Answer page = get(query);
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return page.json().path("items").findValuesAsString("title");
    }

    private static Answer get(String query) {
        return core.get("/api/entries/article?" + query.replace("[", "%5B").replace("]", "%5D"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stars=many      | must be a number
            stars=          | must be a number
            hot=x           | must be true or false
            hot=TRUE        | must be true or false
            date=yesterday  | must be a date and time with offset
            kind=howto      | must be one of news, essay
            kind[in]=essay, | must be one of news, essay
            next=No_Slug    | must be the id or slug of an entry
            others=No_Slug  | must be the id or slug of an entry
            stars[gte]=many | must be a number
            date[lt]=today  | must be a date and time with offset
            kind[gte]=essay | is not supported: only numbers and times have ranges
            title=a&title=b | must not be repeated
            stars[gt]=1&stars[gt]=2 | must not be repeated
            stars[like]=1   | is neither a parameter nor a filterable field
            color=red       | is neither a parameter nor a filterable field
            """)
    void valuesThatNoEntryCanHaveAreRejected(String filter, String reason) {
        Answer rejected = get(filter);

        assertThat(rejected.status()).as(rejected.text()).isEqualTo(400);
        assertThat(rejected.json().at("/errors/0/pointer").stringValue())
                .isEqualTo("/" + filter.substring(0, filter.indexOf('=')));
        assertThat(rejected.json().at("/errors/0/message").stringValue()).startsWith(reason);
    }
}
