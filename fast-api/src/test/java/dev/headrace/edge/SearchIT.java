package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.model.EntryId;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.PublishedModel.Search;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.model.Target;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SearchIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Field TOPIC = new Field(ValueKind.TEXT, List.of(), "f1", List.of("water", "land", "air"),
            true);
    private static final Field AUTHOR = new Field(ValueKind.REFERENCE, List.of("author"), "f2");
    private static final PublishedModel.Type ARTICLE = new PublishedModel.Type(List.of("full", "card"), "full",
            Map.of("topic", TOPIC, "author", AUTHOR, "stars", new Field(ValueKind.NUMBER, List.of(), "f3")), Map.of(),
            Interactions.parse("{\"views\":true}"), "1",
            new Search(Map.of("title", "t1", "body", "t2"), "title", List.of("topic", "author")));
    private static final PublishedModel.Type AUTHORS = new PublishedModel.Type(List.of("full"), "full",
            Map.of("topic", TOPIC), Map.of(),
            Interactions.NONE, "1", new Search(Map.of("name", "t3"), "name", List.of()));
    private static final PublishedModel.Type TAG = new PublishedModel.Type(List.of("full"), "full", Map.of(), Map.of(),
            Interactions.NONE);
    private static final PublishedModel MODEL = new PublishedModel(1, List.of("en", "de"),
            Map.of("article", ARTICLE, "author", AUTHORS, "tag", TAG));

    private static final Target WEIR = article();
    private static final Target CANAL = article();
    private static final Target CAFE = article();
    private static final Target ADA = new Target("author", EntryId.fresh().toString());

    private static ContentFixture content;
    private static RunningEdge edge;

    @BeforeAll
    static void start() {
        String redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.publishModel(MODEL);
        content.renderFor("1");
        content.publishSearched(WEIR,
                Map.of("topic", List.of("water", "land"), "author", List.of(ADA.id()), "stars", List.of("4")),
                Map.of("title", "The Weir at Ödön's Mill", "body",
                        "Rivers run over the weir. <b>Not</b> markup & \"quotes\". The mill stands still."));
        content.publishSearched(CANAL, Map.of("topic", List.of("water"), "stars", List.of("2")),
                Map.of("title", "Canals", "body", "A canal with a lock, and a river running beside the canal."));
        content.publishSearched(CAFE, Map.of("topic", List.of("air")),
                Map.of("title", "Café Straße", "body", "Coffee in the open air, by the water."));
        content.publishSearched(ADA, Map.of("topic", List.of("water")), Map.of("name", "Ada River"));
        content.publishSearched(CANAL, "de", Map.of(), Map.of("title", "Kanäle", "body", "Ein Haus am Kanal"));
        edge = RunningEdge.start(redis, Map.of());
    }

    @AfterAll
    static void stop() {
        edge.close();
        content.close();
    }

    private static Target article() {
        return new Target("article", EntryId.fresh().toString());
    }

    private static JsonNode search(String query) {
        HttpResponse<String> response = edge.get("/v1/search?" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static List<String> found(String text) {
        return search("q=" + URLEncoder.encode(text, UTF_8)).path("items").findValuesAsString("id");
    }

    @ParameterizedTest
    @CsvSource({"weir", "Weir", "wei", "odon", "Ödön's mill", "mill still", "wier", "weit"})
    void wordsMatchWithoutCaseAndDiacriticsByBeginningAndWithTypos(String text) {
        assertThat(found(text)).containsExactly(WEIR.id());
    }

    @Test
    void allWordsMustMatch() {
        assertThat(found("weir canal")).isEmpty();
        assertThat(found("river lock")).containsExactly(CANAL.id());
        assertThat(found("the weir of it")).containsExactly(WEIR.id());
        assertThat(found("\"over the weir\"")).containsExactly(WEIR.id());
        assertThat(found("\"weir the over\"")).isEmpty();
        assertThat(found("runs over weir")).containsExactly(WEIR.id());
        assertThat(found("\"runs over\" weir")).isEmpty();
        assertThat(found("cafe strasse")).containsExactly(CAFE.id());
    }

    @Test
    void withdrawnDocumentsAreNotFound() {
        Target bridge = article();
        Map<String, String> texts = Map.of("title", "Drawbridge", "body", "It was withdrawn.");
        content.publishSearched(bridge, Map.of("topic", List.of("land")), texts);
        Eventually.holds("it is found", () -> found("drawbridge").equals(List.of(bridge.id())));
        content.withdrawSearched(bridge, Map.of("topic", List.of("land")), texts);
        Eventually.holds("it is not found", () -> found("drawbridge").isEmpty());
        assertThat(search("types=article&limit=100").path("items").findValuesAsString("id"))
                .doesNotContain(bridge.id());
        content.unpublish(bridge);
    }

    @Test
    void typesShareOneRankingInWhichTitlesAndExactFormsCountMore() {
        assertThat(found("river")).containsExactly(ADA.id(), CANAL.id(), WEIR.id());
        assertThat(search("q=river&types=article").path("items").findValuesAsString("id")).containsExactly(CANAL.id(),
                WEIR.id());
        JsonNode ada = search("q=river").path("items").get(0);
        assertThat(ada.path("type").stringValue()).isEqualTo("author");
        assertThat(ada.path("view").stringValue()).isEqualTo("full");
        assertThat(search("q=weir").at("/items/0/view").stringValue()).isEqualTo("card");
        assertThat(search("q=weir").at("/items/0/score").isNumber()).isTrue();
    }

    @Test
    void highlightsAreEscaped() {
        JsonNode highlights = search("q=not%20markup").at("/items/0/highlights");

        assertThat(highlights.propertyNames()).containsExactly("body");
        assertThat(highlights.at("/body/0").stringValue())
                .contains("&lt;b&gt;Not&lt;/b&gt; <mark>markup</mark> &amp; &quot;quotes&quot;");
        assertThat(search("q=odons&types=article").at("/items/0/highlights/title/0").stringValue())
                .contains("<mark>Ödön&#39;s</mark>");
    }

    @Test
    void facetsCountTheMatchesAndFiltersRestrictThem() {
        JsonNode water = search("facets=topic,author&types=article");
        assertThat(water.path("total").intValue()).isEqualTo(3);
        assertThat(water.path("facets").toString()).isEqualTo(
                "{\"topic\":[{\"value\":\"water\",\"count\":2},{\"value\":\"air\",\"count\":1},{\"value\":\"land\",\"count\":1}],"
                        + "\"author\":[{\"value\":\"" + ADA.id() + "\",\"count\":1}]}");

        assertThat(search("q=river&topic=land&types=article&facets=topic").path("facets").toString()).isEqualTo(
                "{\"topic\":[{\"value\":\"land\",\"count\":1},{\"value\":\"water\",\"count\":1}]}");
        assertThat(search("topic=water").path("total").intValue()).isEqualTo(3);
        assertThat(search("topic=water&topic=land").path("total").intValue()).isEqualTo(1);
        assertThat(search("stars[gte]=3&types=article").path("total").intValue()).isEqualTo(1);
        assertThat(search("author=" + ADA.id() + "&types=article").path("total").intValue()).isEqualTo(1);
        assertThat(search("q=canal&facets=author").path("facets").toString()).isEqualTo("{\"author\":[]}");
    }

    @Test
    void localesAreSearchedInTheirLanguage() {
        assertThat(search("q=haeuser&locale=de").path("total").intValue()).isEqualTo(1);
        assertThat(search("q=kanal&locale=de").path("items").findValuesAsString("id")).containsExactly(CANAL.id());
        assertThat(search("q=weir&locale=de").path("total").intValue()).isZero();
    }

    @Test
    void statsAreAddedOnRequest() {
        assertThat(search("q=weir&with=stats").at("/items/0/_stats/views").intValue(-1)).isZero();
        assertThat(search("q=weir").at("/items/0").has("_stats")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%F0%9F%8C%8A", "%00", "a%00weir%00b", "!!!%20%3F", "*", "%22", "%22%22", "weir%20%22",
            "%22weir", "w*", "-weir", "title:weir", "(", "AND%20OR%20NOT", "%E2%80%8D",
            "%D8%A7%D9%84%D9%85%D8%A7%D8%A1",
            "%E6%9D%B1%E4%BA%AC%E9%83%BD", "~", "%5C", "%EF%B7%BA", "a%CC%81%CC%81%CC%81%CC%81"})
    void noTextIsAnError(String encoded) {
        assertThat(search("q=" + encoded).path("total").isNumber()).isTrue();
    }

    @Test
    void longTextsAndUnknownParametersAreRejected() {
        assertThat(search("q=" + "a".repeat(500)).path("total").intValue()).isZero();
        assertThat(search("q=" + "abcdefg%20".repeat(60)).path("total").intValue()).isZero();
        assertRejected("q=" + "a".repeat(10_000), "/q");
        assertRejected("q=a&q=b", "/q");
        assertRejected("types=tag", "/types");
        assertRejected("types=article,", "/types");
        assertRejected("locale=fr", "/locale");
        assertRejected("facets=stars", "/facets");
        assertRejected("facets=", "/facets");
        assertRejected("topic=fire", "/topic");
        assertRejected("limit=101", "/limit");
        assertRejected("after=x", "/after");
        assertRejected("sort=title", "/sort");
        assertRejected("colour=red", "/colour");
        assertRejected("stars=4", "/stars");
        assertThat(edge.get("/v1/search?stars=4").body()).contains("is no filter of author");
    }

    private static void assertRejected(String query, String pointer) {
        HttpResponse<String> response = edge.get("/v1/search?" + query);
        assertThat(response.statusCode()).as(query + response.body()).isEqualTo(400);
        assertThat(response.body()).contains("\"pointer\":\"" + pointer + "\"");
    }

    @Test
    void responsesAreCachedLikeLists() {
        HttpResponse<String> response = edge.get("/v1/search?q=weir");
        assertThat(response.headers().firstValue("Surrogate-Key")).contains("article author");
        assertThat(response.headers().firstValue("Cache-Control"))
                .isEqualTo(edge.get("/v1/content/article").headers().firstValue("Cache-Control"));
        assertThat(edge.get("/v1/search?q=weir", "If-None-Match", response.headers().firstValue("ETag").orElseThrow())
                .statusCode()).isEqualTo(304);
    }

    @Test
    void pagesContinueWhileDocumentsArePublishedAndUnpublished() {
        List<Target> pumps = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            pumps.add(article());
            content.publishSearched(pumps.getLast(), Map.of(),
                    Map.of("title", i % 3 == 0 ? "Pump " + i : "Other " + i, "body", "A pump ".repeat(1 + i % 4)));
        }
        Eventually.holds("all are found", () -> search("q=pump").path("total").intValue() == 30);

        Set<String> seen = new HashSet<>();
        List<Target> towers = new ArrayList<>();
        String after = "";
        int pages = 0;
        do {
            JsonNode page = search("q=pump&limit=4" + after);
            List<String> ids = page.path("items").findValuesAsString("id");
            ids.forEach(id -> assertThat(seen.add(id)).isTrue());
            after = page.path("next").isNull() ? "" : "&after=" + page.path("next").stringValue();
            Target other = article();
            towers.add(other);
            content.publishSearched(other, Map.of(), Map.of("title", "Tower " + pages, "body", "Bricks and mortar"));
            Eventually.holds("it is found", () -> found("tower").contains(other.id()));
            pages++;
        } while (!after.isEmpty());

        assertThat(seen).containsExactlyInAnyOrderElementsOf(pumps.stream().map(Target::id).toList());
        pumps.forEach(content::unpublish);
        towers.forEach(content::unpublish);
        Eventually.holds("none is found", () -> found("pump").isEmpty() && found("tower").isEmpty());
    }
}
