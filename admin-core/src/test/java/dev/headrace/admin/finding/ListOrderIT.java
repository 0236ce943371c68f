package dev.headrace.admin.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The order of lists, and reading them page by page. */
class ListOrderIT {

    private static final List<String> BY_COLLATION = List.of("10", "9", "_x", "apple", "Apple pie", "Ärger", "Éclair",
            "eclair", "éclat", "Zebra", "zoo", "ß");
    private static final int SIZE = 3;

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                types:
                  word: {title: title, fields: {title: {type: text}, even: {type: boolean}}}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        for (int i = 0; i < BY_COLLATION.size(); i++) {
            int shuffled = i * 5 % BY_COLLATION.size();
            String id = create(BY_COLLATION.get(shuffled), shuffled % 2 == 0);
            if (i % 3 == 0) {
                core.post("/api/entries/word/" + id + "/publish", "");
            }
        }
        // Equal values in all columns, so that only ids order them.
        core.bean(JdbcClient.class).sql("""
                update variant set updated_at = '2026-01-01T00:00:00.123456Z' where entry_id in
                    (select entry_id from variant order by entry_id limit 5)""").update();
    }

    private static String create(String title, boolean even) {
        Answer created = core.post("/api/entries/word",
                "{\"fields\": {\"title\": \"%s\", \"even\": %s}}".formatted(title, even));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void titlesAreSortedByTheUnicodeCollationAlgorithm() {
        assertThat(titles(list("sort=title&size=50"))).containsExactly("_x", "10", "9", "apple", "Apple pie", "Ärger",
                "eclair", "Éclair", "éclat", "ß", "Zebra", "zoo");
        assertThat(titles(list("sort=-title&size=50"))).isEqualTo(titles(list("sort=title&size=50")).reversed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=title", "sort=-title", "sort=updatedAt", "sort=-updatedAt", "sort=createdAt",
            "sort=-createdAt", "sort=publishedAt", "sort=-publishedAt", "", "status=draft&sort=-publishedAt", "q=a",
            "even=true&sort=-title", "status=published&even=true"})
    void pagesFollowEachOther(String query) {
        List<String> expected = titles(list(query + "&size=50"));
        List<String> read = new ArrayList<>();
        JsonNode page = list(query + "&size=" + SIZE);
        read.addAll(titles(page));
        while (!page.path("next").isNull()) {
            page = list(query + "&size=" + SIZE + "&after=" + page.path("next").stringValue());
            read.addAll(titles(page));
        }

        assertThat(expected).isNotEmpty();
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void changesOfEarlierPagesDoNotMoveLaterOnes() {
        JsonNode first = list("sort=title&size=3");
        String between = create("00", true);

        assertThat(titles(list("sort=title&size=3&after=" + first.path("next").stringValue()))).containsExactly("apple",
                "Apple pie", "Ärger");
        core.delete("/api/entries/word/" + between);
    }

    @ParameterizedTest
    @CsvSource({"after=, next", "after=!, next", "after=AAAA, next", "page=2&after=x, combined",
            "after=x&after=y, repeated", "page=201&size=50, after", "page=10001&size=1, after",
            // -updatedAt 01890000-0000-7000-8000-000000000000 +999999-01-01T00:00:00Z
            "after=LXVwZGF0ZWRBdCAwMTg5MDAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDAgKzk5OTk5OS0wMS0wMVQwMDowMDowMFo, next"})
    void invalidPositionsAreRejected(String query, String reason) {
        Answer answer = core.get("/api/entries/word?" + query);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains(reason);
    }

    @Test
    void longTitlesAreContinued() {
        core.apply("types: {long: {title: title, fields: {title: {type: text, max: 100000}}}}");
        List<String> expected = new ArrayList<>();
        for (char last = 'a'; last < 'd'; last++) {
            expected.add(last + "x".repeat(20_000));
            core.post("/api/entries/long", "{\"fields\": {\"title\": \"%s\"}}".formatted(expected.getLast()));
        }

        JsonNode first = core.get("/api/entries/long?sort=title&size=2").json();
        Answer second = core.get("/api/entries/long?sort=title&size=2&after=" + first.path("next").stringValue());

        assertThat(titles(second.json())).as(second.text()).isEqualTo(expected.subList(2, 3));
    }

    @Test
    void missingKeysAreAdded() {
        List<String> expected = titles(list("sort=title&size=50"));
        core.bean(JdbcClient.class).sql("update variant set title_key = '' where title = 'zoo'").update();
        assertThat(titles(list("sort=title&size=50"))).startsWith("zoo");

        try (CoreUnderTest _ = core.another()) {
            Eventually.passes("titles are sorted",
                    () -> assertThat(titles(list("sort=title&size=50"))).isEqualTo(expected));
        }
    }

    /** Keys have the first characters of titles, so some edits do not change them. */
    @Test
    void editsOfTheEndOfALongTitleKeepItsPlace() {
        core.apply("types: {essay: {title: title, fields: {title: {type: text}}}}");
        String start = "m".repeat(150);
        String id = core.post("/api/entries/essay", "{\"fields\": {\"title\": \"%sa\"}}".formatted(start)).json()
                .path("id").stringValue();
        core.post("/api/entries/essay", "{\"fields\": {\"title\": \"a\"}}");

        core.patch("/api/entries/essay/" + id, "{\"fields\": {\"title\": \"%sb\"}}".formatted(start));

        assertThat(titles(core.get("/api/entries/essay?sort=title").json())).containsExactly("a", start + "b");
    }

    @Test
    void positionsOfAnotherOrderAreRejected() {
        String next = list("sort=title&size=3").path("next").stringValue();

        assertThat(core.get("/api/entries/word?sort=-title&after=" + next).status()).isEqualTo(400);
    }

    @Test
    void keysOfAnotherVersionAreRenewed() {
        List<String> expected = titles(list("sort=title&size=50"));
        JdbcClient jdbc = core.bean(JdbcClient.class);
        jdbc.sql("update variant set title_key = decode(md5(entry_id::text), 'hex')").update();
        jdbc.sql("update title_collation set version = 'older'").update();

        try (CoreUnderTest _ = core.another()) {
            Eventually.passes("titles are sorted", () -> {
                assertThat(titles(list("sort=title&size=50"))).isEqualTo(expected);
                assertThat(jdbc.sql("select version from title_collation").query(String.class).single())
                        .isNotEqualTo("older");
            });
        }
    }

    private static JsonNode list(String query) {
        Answer answer = core.get("/api/entries/word?" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> titles(JsonNode page) {
        return page.path("items").valueStream().map(each -> each.path("title").stringValue()).toList();
    }
}
