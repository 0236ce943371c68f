package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.EntryId;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadListsIT {

    private static final Pattern TITLE = Pattern.compile("\"title\":\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile("<([^>]+)>; rel=\"next\"");
    private static final String ANNA = EntryId.fresh().toString();
    private static final String BERT = EntryId.fresh().toString();

    private static String redis;
    private static ContentFixture content;
    private static RunningEdge edge;

    @BeforeAll
    static void start() {
        redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.publishModel();
        content.publishAuthor(ANNA, "anna");
        content.publishAuthor(BERT, "bert");
        content.publish(Article.titled("Ash").dated("2026-01-01T00:00:00Z").by(ANNA).formatted("essay"));
        content.publish(Article.titled("Beech").dated("2026-01-02T00:00:00Z").by(ANNA).formatted("review"));
        content.publish(Article.titled("Cedar").dated("2026-01-03T00:00:00Z").by(BERT).formatted("essay"));
        content.publish(
                Article.titled("Douglas fir").dated("2026-01-04T00:00:00Z").by(BERT).formatted("brief").featured(true));
        content.publish(Article.titled("Elm").dated("2026-01-05T00:00:00Z").by(ANNA).formatted("essay").featured(true));
        edge = RunningEdge.start(redis, Map.of());
    }

    @AfterAll
    static void stop() {
        edge.close();
        content.close();
    }

    private static List<String> titles(String query) {
        HttpResponse<String> response = edge.get("/v1/content/article" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return titlesIn(response);
    }

    private static List<String> titlesIn(HttpResponse<String> response) {
        List<String> titles = new ArrayList<>();
        Matcher matcher = TITLE.matcher(response.body());
        while (matcher.find()) {
            titles.add(matcher.group(1));
        }
        return titles;
    }

    @Test
    void listsAreNewestFirstInTheListViewWithTotalAndEtag() {
        HttpResponse<String> list = edge.get("/v1/content/article");
        assertThat(titlesIn(list)).containsExactly("Elm", "Douglas fir", "Cedar", "Beech", "Ash");
        assertThat(list.body()).startsWith("{\"items\":[{").contains("\"view\":\"card\"")
                .endsWith("],\"total\":5,\"next\":null}");
        assertThat(list.headers().firstValue("Link")).isEmpty();
        assertThat(list.headers().firstValue("Surrogate-Key")).contains("article");
        assertThat(list.headers().firstValue("Cache-Groups")).contains("\"article\"");
        String etag = list.headers().firstValue("ETag").orElseThrow();
        assertThat(edge.get("/v1/content/article", "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(edge.get("/v1/content/article?view=full").body()).contains("\"view\":\"full\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?sort=date                                                | Ash, Beech, Cedar, Douglas fir, Elm
            ?sort=-title                                              | Elm, Douglas fir, Cedar, Beech, Ash
            ?format=essay                                             | Elm, Cedar, Ash
            ?format=essay&sort=title                                  | Ash, Cedar, Elm
            ?format=essay&featured=true                               | Elm
            ?author=anna                                              | Elm, Beech, Ash
            ?author=anna&format=essay                                 | Elm, Ash
            ?format[in]=review,brief                                  | Douglas fir, Beech
            ?format[in]=review,essay&author[in]=anna,nobody           | Elm, Beech, Ash
            ?author=nobody                                            | ''
            ?sort=date&date[gte]=2026-01-02T00:00:00Z                 | Beech, Cedar, Douglas fir, Elm
            ?sort=date&date[gt]=2026-01-02T00:00:00Z                  | Cedar, Douglas fir, Elm
            ?sort=-date&date[lte]=2026-01-02T00:00:00Z                | Beech, Ash
            ?sort=-date&date[lt]=2026-01-02T01:00:00%2B01:00          | Ash
            ?sort=title&title[gte]=b&title[lt]=d                      | Beech, Cedar
            ?sort=date&date[gt]=2026-01-01T00:00:00Z&format=essay     | Cedar, Elm
            ?publishedAt[lt]=2026-01-02T00:00:00Z                     | Ash
            ?minutes[gte]=5&minutes[lte]=5.0&sort=minutes&format=brief| Douglas fir
            ?date[gt]=2026-01-02T00:00:00Z                            | Elm, Douglas fir, Cedar
            ?date[gt]=2026-01-02T00:00:00Z&sort=title&title[lt]=e     | Cedar, Douglas fir
            ?format[gte]=essay&sort=title                             | Ash, Beech, Cedar, Elm
            ?format[gt]=essay&sort=title                              | Beech
            ?featured[gte]=true&minutes[lt]=6&title[gt]=d&format=essay| Elm
            ?publishedAt[gte]=2026-01-02T00:00:00Z&publishedAt[lt]=2026-01-04T00:00:00Z&sort=publishedAt | Beech, Cedar
            ?format=essay&format[in]=essay,review                     | Elm, Cedar, Ash
            ?minutes[gt]=5                                            | ''
            ?minutes[gt]=6&minutes[lt]=5                              | ''
            ?locale=de                                                | ''
            """)
    void listsAreSortedAndFiltered(String query, String expected) {
        assertThat(String.join(", ", titles(query.strip()))).isEqualTo(expected.strip());
    }

    @Test
    void totalCountsMatchingDocuments() {
        assertThat(edge.get("/v1/content/article?format=essay&limit=1").body()).contains("\"total\":3");
        assertThat(edge.get("/v1/content/article?sort=date&date[gt]=2026-01-02T00:00:00Z&limit=100").body())
                .contains("\"total\":3");
        assertThat(edge.get("/v1/content/author").body()).contains("\"total\":2,");
        assertThat(edge.get("/v1/content/author?locale=de").body())
                .isEqualTo("{\"items\":[],\"total\":0,\"next\":null}");
    }

    @ParameterizedTest
    @CsvSource({"?limit=2", "?limit=2&sort=title", "?sort=-title&limit=1", "?limit=2&format[in]=essay&sort=date",
            "?limit=1&format=essay&author=anna&sort=-date", "?limit=2&sort=publishedAt",
            "?limit=1&sort=-minutes", "?limit=2&sort=minutes&format[in]=essay,review",
            "?limit=2&sort=date&date[gte]=2026-01-02T00:00:00Z"})
    void followingLinksVisitsEachDocumentOnceInOrder(String query) {
        List<String> all = titles(query.replaceAll("limit=\\d", "limit=100"));
        List<String> followed = new ArrayList<>();
        String address = "/v1/content/article" + query;
        while (!address.isEmpty()) {
            HttpResponse<String> page = edge.get(address);
            followed.addAll(titlesIn(page));
            Matcher link = LINK.matcher(page.headers().firstValue("Link").orElse(""));
            address = link.matches() ? link.group(1) : "";
        }
        assertThat(followed).isEqualTo(all).hasSizeGreaterThan(1);
    }

    @Test
    void linksToTheNextPageAreValidUris() {
        HttpResponse<String> page = edge.get("/v1/content/article?format%5Bin%5D=essay,review&limit=2");
        String link = page.headers().firstValue("Link").orElseThrow();
        assertThat(edge.get("/v1/content/article?format[in]=essay,review&limit=2").headers().firstValue("Link"))
                .contains(link);
        Matcher next = LINK.matcher(link);
        assertThat(next.matches()).isTrue();
        assertThat(next.group(1)).contains("format%5Bin%5D=essay,review&").doesNotContain("[", "]");
        assertThat(titlesIn(edge.get(next.group(1)))).hasSize(2);
    }

    @Test
    void cursorOfAnotherListIsRejected() {
        HttpResponse<String> page = edge.get("/v1/content/article?limit=2");
        Matcher next = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(page.body());
        assertThat(next.find()).isTrue();
        assertThat(edge.get("/v1/content/article?limit=3&after=" + next.group(1)).statusCode()).isEqualTo(200);
        assertThat(edge.get("/v1/content/article?sort=title&after=" + next.group(1)).statusCode()).isEqualTo(400);
        assertThat(edge.get("/v1/content/article?format=essay&after=" + next.group(1)).statusCode()).isEqualTo(400);
    }

    @Test
    void listsFollowPublishingAndUnpublishing() {
        Article passing = Article.titled("Zelkova").formatted("howto");
        assertThat(titles("?format=howto")).isEmpty();
        content.publish(passing);
        Eventually.passes("it is listed", () -> assertThat(titles("?format=howto")).containsExactly("Zelkova"));
        content.publish(passing.retitled("Zelkova serrata"));
        Eventually.passes("its change is listed",
                () -> assertThat(titles("?format=howto")).containsExactly("Zelkova serrata"));
        content.unpublish(passing);
        awaitTotal("?format=howto", 0);
    }

    @Test
    void listsIncludeTalliesOnRequest() {
        Article article = Article.titled("Counted").formatted("interview");
        content.publish(article);
        Eventually.passes("the tallies are 0", () -> assertThat(stats()).contains("\"views\":0"));
        content.setTallies(article, Map.of("b:views", "3"));
        Eventually.passes("the tallies are visible", () -> assertThat(stats()).contains("\"views\":3"));
        content.unpublish(article);
        awaitTotal("?format=interview", 0);
    }

    /** The index may lag behind the documents. */
    private static void awaitTotal(String query, int total) {
        Eventually.holds(query + " has " + total,
                () -> edge.get("/v1/content/article" + query).body().contains("\"total\":" + total + ","));
    }

    private static String stats() {
        return edge.get("/v1/content/article?format=interview&with=stats").body();
    }

    @Test
    void textIsSortedByTheUnicodeCollationAlgorithm() {
        List<String> sorted = List.of("coop", "Co-op", "Éclair", "eclairs", "Strasse", "Straße", "Strasze", "Über",
                "usual", "zoo");
        List<Article> articles = sorted.stream().map(title -> Article.titled(title).formatted("words")).toList();
        articles.reversed().forEach(content::publish);
        List<String> expected = List.of("Co-op", "coop", "Éclair", "eclairs", "Strasse", "Straße", "Strasze", "Über",
                "usual", "zoo");
        Eventually.passes("they are listed in order",
                () -> assertThat(titles("?format=words&sort=title")).isEqualTo(expected));
        assertThat(titles("?format=words&sort=-title")).isEqualTo(expected.reversed());
        assertThat(titles("?format=words&sort=title&title[gte]=strasse&title[lt]=strasze"))
                .containsExactly("Strasse", "Straße");
        articles.forEach(content::unpublish);
        awaitTotal("?format=words", 0);
    }

    @Test
    void pagingIsStableUnderInsertsAndTiesAreOrderedById() {
        List<Article> same = IntStream.range(0, 6).mapToObj(i -> Article.titled("Same " + i).formatted("ties"))
                .toList();
        same.forEach(content::publish);
        awaitTotal("?format=ties", 6);
        for (String sort : List.of("title", "-title", "minutes", "-minutes", "date", "-publishedAt", "publishedAt")) {
            List<String> all = titles("?format=ties&sort=" + sort);
            HttpResponse<String> first = edge.get("/v1/content/article?format=ties&limit=3&sort=" + sort);
            Article before = Article.titled("Same").formatted("ties").lasting(sort.startsWith("-") ? 9 : 1)
                    .dated(sort.startsWith("-") ? "2027-01-01T00:00:00Z" : "2025-01-01T00:00:00Z");
            String announced = content.publish(sort.startsWith("-") ? before.retitled("Same z") : before);
            awaitTotal("?format=ties", 7);
            Matcher link = LINK.matcher(first.headers().firstValue("Link").orElseThrow());
            assertThat(link.matches()).as(announced).isTrue();
            assertThat(titlesIn(edge.get(link.group(1)))).as(sort).isEqualTo(all.subList(3, 6));
            content.unpublish(before);
            awaitTotal("?format=ties", 6);
        }
        assertThat(titles("?format=ties&sort=minutes")).isEqualTo(titles("?format=ties&sort=-minutes").reversed());
        same.forEach(content::unpublish);
        awaitTotal("?format=ties", 0);
    }

    @Test
    void eachLocaleHasItsOwnLists() {
        Article german = Article.titled("Eibe").formatted("german");
        content.publish(german, "de");
        Eventually.passes("it is listed", () -> assertThat(titles("?locale=de")).containsExactly("Eibe"));
        assertThat(titles("?format=german")).isEmpty();
        assertThat(edge.get("/v1/content/article?locale=de&limit=1").body()).contains("\"total\":1");
        content.unpublish(german, "de");
        awaitTotal("?locale=de", 0);
    }
}
