package dev.headrace.admin.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryFiltersIT {

    private static CoreUnderTest core;
    private static String first;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                types:
                  article:
                    title: title
                    fields:
                      title: {type: text}
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

    private static void assertOnlySecond(String filter) {
        Answer page = core.get("/api/entries/article?" + filter);
        assertThat(page.json().path("items").findValuesAsString("title")).as(page.text()).containsExactly("Second");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stars=many      | must be a number
            stars=          | must be a number
            hot=x           | must be true or false
            hot=TRUE        | must be true or false
            date=yesterday  | must be a date and time with offset
            kind=howto      | must be one of news, essay
            next=nope       | must be the id of an entry
            others=nope     | must be the id of an entry
            """)
    void valuesThatNoEntryCanHaveAreRejected(String filter, String reason) {
        Answer rejected = core.get("/api/entries/article?" + filter);

        assertThat(rejected.status()).as(rejected.text()).isEqualTo(400);
        assertThat(rejected.json().at("/errors/0/pointer").stringValue())
                .isEqualTo("/" + filter.substring(0, filter.indexOf('=')));
        assertThat(rejected.json().at("/errors/0/message").stringValue()).startsWith(reason);
    }
}
