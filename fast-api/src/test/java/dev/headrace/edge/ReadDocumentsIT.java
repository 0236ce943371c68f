package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.EntryId;
import dev.headrace.model.Frame;
import dev.headrace.model.PublishedRedirects.Item;
import dev.headrace.model.Target;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReadDocumentsIT {

    private static ContentFixture content;
    private static RunningEdge edge;

    @BeforeAll
    static void start() {
        String redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.publishModel();
        edge = RunningEdge.start(redis, Map.of());
    }

    @AfterAll
    static void stop() {
        edge.close();
        content.close();
    }

    @Test
    void documentIsServedUnchangedByIdAndSlug() {
        Article article = Article.titled("By id and slug");
        content.publish(article);

        HttpResponse<String> byId = edge.get(article.path());
        assertThat(byId.statusCode()).isEqualTo(200);
        assertThat(byId.body()).isEqualTo(article.json("full"));
        assertThat(byId.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(byId.headers().firstValue("ETag").orElseThrow()).matches("\"[0-9a-f]{16}\"");
        assertThat(byId.headers().firstValue("Cache-Control")).contains("public, max-age=0, must-revalidate");
        assertThat(byId.headers().firstValue("Surrogate-Key")).contains("article:" + article.id() + " article");
        assertThat(byId.headers().firstValue("Cache-Groups"))
                .contains("\"" + article.id().replace("-", "") + "\", \"article\"");
        assertThat(byId.headers().firstValue("Headrace-Stale")).isEmpty();

        assertThat(edge.get("/v1/content/article/by-id-and-slug").body()).isEqualTo(byId.body());
    }

    @Test
    void servesNamedViewsAndRejectsUnknownOnes() {
        Article article = Article.titled("Views");
        content.publish(article);

        assertThat(edge.get(article.path() + "?view=card").body()).isEqualTo(article.json("card"));
        HttpResponse<String> rejected = edge.get(article.path() + "?view=poster");
        assertThat(rejected.statusCode()).isEqualTo(400);
        assertThat(rejected.body()).contains("full, card").contains("\"pointer\":\"/view\"");
    }

    @Test
    void matchingEtagIsAnsweredWithNotModified() {
        Article article = Article.titled("Conditional");
        content.publish(article);
        HttpResponse<String> first = edge.get(article.path());
        String etag = first.headers().firstValue("ETag").orElseThrow();

        for (String condition : new String[]{etag, "\"other\", " + etag, "W/" + etag, "*"}) {
            HttpResponse<String> second = edge.get(article.path(), "If-None-Match", condition);
            assertThat(second.statusCode()).as(condition).isEqualTo(304);
            assertThat(second.body()).isEmpty();
            assertThat(second.headers().firstValue("ETag")).contains(etag);
        }
        assertThat(edge.get(article.path(), "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(edge.get(article.path(), "If-None-Match", "nonsense").statusCode()).isEqualTo(200);
    }

    @Test
    void headAnswersLikeGetWithoutABody() {
        Article article = Article.titled("Head");
        content.publish(article);

        HttpResponse<String> head = edge.send("HEAD", article.path(), "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(article.json("full").length());
        assertThat(head.headers().firstValue("ETag")).isPresent();
    }

    @Test
    void unpublishedDocumentIsNotFoundUntilPublished() {
        Article article = Article.titled("Later");
        HttpResponse<String> before = edge.get("/v1/content/article/later");
        assertThat(before.statusCode()).isEqualTo(404);
        assertThat(before.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(before.body()).contains("\"status\":404").contains("\"title\":\"Not Found\"")
                .contains("\"detail\":");
        assertThat(edge.get(article.path()).statusCode()).isEqualTo(404);

        content.publish(article);
        Eventually.holds("the slug is known", () -> edge.get("/v1/content/article/later").statusCode() == 200);
        Eventually.holds("the document is known", () -> edge.get(article.path()).statusCode() == 200);
    }

    @Test
    void unpublishedDocumentIsNoLongerServed() {
        Article article = Article.titled("Withdrawn");
        content.publish(article);
        assertThat(edge.get("/v1/content/article/withdrawn").statusCode()).isEqualTo(200);

        content.unpublish(article);
        Eventually.holds("the document is gone", () -> edge.get(article.path()).statusCode() == 404);
        Eventually.holds("the slug is gone", () -> edge.get("/v1/content/article/withdrawn").statusCode() == 404);
    }

    @Test
    void whatIsGoneIsAnsweredWith410() {
        Article article = Article.titled("Closed for good");
        content.publish(article);
        assertThat(edge.get("/v1/content/article/closed-for-good").statusCode()).isEqualTo(200);

        content.end(article, version -> Frame.gone(version, null));

        Eventually.holds("it is gone", () -> edge.get(article.path() + "?with=stats").statusCode() == 410);
        HttpResponse<String> gone = edge.get("/v1/content/article/closed-for-good");
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(gone.body()).contains("\"status\":410");
        assertThat(gone.headers().firstValue("Cache-Control")).contains("public, max-age=0, must-revalidate");
        assertThat(gone.headers().firstValue("Surrogate-Key")).contains("article:" + article.id() + " article");
        assertThat(edge.send("HEAD", article.path(), "").statusCode()).isEqualTo(410);
        assertThat(edge.get(article.path() + "/stats").statusCode()).isEqualTo(404);
        assertThat(edge.send("POST", article.path() + "/views", "").statusCode()).isEqualTo(404);
    }

    @Test
    void redirectsLeadToAddressesOrToDocumentsWithTheSameQuery() {
        Article abroad = Article.titled("Abroad");
        content.end(abroad, version -> Frame.redirect(version, null, "https://example.org/abroad?a=b"));
        Article target = Article.titled("Replacement");
        content.publish(target);
        Article replaced = Article.titled("Replaced");
        content.end(replaced, version -> Frame.moved(version, null, target.target(), target.slug()));

        HttpResponse<String> away = edge.get("/v1/content/article/abroad?view=card");
        assertThat(away.statusCode()).isEqualTo(301);
        assertThat(away.headers().firstValue("Location")).contains("https://example.org/abroad?a=b");
        HttpResponse<String> moved = edge.get(replaced.path() + "?view=card&locale=en");
        assertThat(moved.statusCode()).isEqualTo(301);
        assertThat(moved.body()).isEmpty();
        assertThat(moved.headers().firstValue("Location"))
                .contains("/v1/content/article/replacement?view=card&locale=en");
        assertThat(moved.headers().firstValue("Cache-Control")).contains("public, max-age=0, must-revalidate");
        assertThat(moved.headers().firstValue("Surrogate-Key"))
                .contains("article:" + replaced.id() + " article:" + target.id() + " article");
        assertThat(edge.get("/v1/content/article/replaced").headers().firstValue("Location"))
                .contains("/v1/content/article/replacement");
        String author = EntryId.fresh().toString();
        content.publishAuthor(author, "ada");
        content.end(replaced, version -> Frame.moved(version, null, new Target("author", author), "ada"));
        Eventually.passes("the view that authors do not have is left out",
                () -> assertThat(edge.get(replaced.path() + "?locale=en&v%69ew=card&with=stats").headers()
                        .firstValue("Location")).contains("/v1/content/author/ada?locale=en&with=stats"));
        assertThat(edge.get(replaced.path() + "?view=card").headers().firstValue("Location"))
                .contains("/v1/content/author/ada");
        assertThat(edge.get(replaced.path() + "?view=full").headers().firstValue("Location"))
                .contains("/v1/content/author/ada?view=full");
        assertThat(edge.send("HEAD", replaced.path(), "").statusCode()).isEqualTo(301);
        assertThat(edge.get(replaced.path() + "?view=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void aFormerSlugLeadsToTheCurrentOne() {
        Article article = Article.titled("Current name");
        content.publish(article);
        content.rename(article, "former-name");

        HttpResponse<String> moved = edge.get("/v1/content/article/former-name?with=stats");
        assertThat(moved.statusCode()).isEqualTo(301);
        assertThat(moved.headers().firstValue("Location")).contains("/v1/content/article/current-name?with=stats");
        assertThat(moved.headers().firstValue("Surrogate-Key")).contains("article:" + article.id() + " article");
        assertThat(edge.get("/v1/content/article/former-name/stats").statusCode()).isEqualTo(404);
    }

    @Test
    void redirectsOfTheSiteAreServedOneByOneAndAsAWhole() {
        assertThat(edge.get("/v1/redirects").body()).isEqualTo("{\"items\":[],\"next\":null}");

        content.publishRedirects(new Item("/%C3%BC", "/ue", 302), new Item("/gone", null, 410),
                new Item("/old?p=1", "https://example.org/new", 301));

        Eventually.holds("the table is known",
                () -> edge.get("/v1/redirects?path=/old%3Fp%3D1").body()
                        .equals("{\"to\":\"https://example.org/new\",\"status\":301}"));
        HttpResponse<String> gone = edge.get("/v1/redirects?path=/gone");
        assertThat(gone.body()).isEqualTo("{\"status\":410}");
        assertThat(gone.headers().firstValue("Surrogate-Key")).contains("redirects");
        assertThat(edge.get("/v1/redirects?path=/%C3%BC").body()).isEqualTo("{\"to\":\"/ue\",\"status\":302}");
        assertThat(edge.get("/v1/redirects?path=/unknown").statusCode()).isEqualTo(404);
        HttpResponse<String> page = edge.get("/v1/redirects?limit=2");
        assertThat(page.body()).isEqualTo("{\"items\":[{\"path\":\"/%C3%BC\",\"to\":\"/ue\",\"status\":302},"
                + "{\"path\":\"/gone\",\"status\":410}],\"next\":\"/gone\"}");
        assertThat(edge.get("/v1/redirects?after=/gone").body()).contains("/old?p=1").contains("\"next\":null");
        assertThat(edge.get("/v1/redirects?limit=2", "If-None-Match",
                page.headers().firstValue("ETag").orElseThrow()).statusCode()).isEqualTo(304);
        assertThat(edge.get("/v1/redirects?limit=1001").statusCode()).isEqualTo(400);
        assertThat(edge.get("/v1/redirects?path=/a&limit=1").statusCode()).isEqualTo(400);
    }

    @Test
    void theDescriptionIsServedAsTheCoreWroteIt() {
        assertThat(edge.get("/v1/openapi.json").statusCode()).isEqualTo(404);
        String json = "{\"openapi\":\"3.1.1\",\"info\":{\"title\":\"" + "x".repeat(2_000) + "\"}}";

        content.publishDescription(Frame.document(1, json.getBytes(StandardCharsets.UTF_8)));

        Eventually.holds("the description is known", () -> edge.get("/v1/openapi.json").body().equals(json));
        HttpResponse<String> found = edge.get("/v1/openapi.json");
        assertThat(found.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(found.headers().firstValue("Surrogate-Key")).contains("openapi");
        assertThat(edge.get("/v1/openapi.json", "If-None-Match", found.headers().firstValue("ETag").orElseThrow())
                .statusCode()).isEqualTo(304);
        Eventually.holds("it is compressed", () -> edge.get("/v1/openapi.json", "Accept-Encoding", "gzip").headers()
                .firstValue("Content-Encoding").equals(Optional.of("gzip")));
        assertThat(edge.get("/v1/openapi.json?view=full").statusCode()).isEqualTo(400);

        content.publishDescription(Frame.tombstone(2));
        Eventually.holds("it is too large now", () -> edge.get("/v1/openapi.json").statusCode() == 404);
    }

    @Test
    void changeReplacesTheCachedVersion() {
        Article article = Article.titled("Changing");
        content.publish(article);
        assertThat(edge.get(article.path()).body()).contains("Changing");

        Article changed = article.retitled("Changed");
        content.publish(changed);
        Eventually.holds("the change is visible",
                () -> edge.get(article.path()).body().equals(changed.json("full")));
    }

    @Test
    void talliesAreIncludedOnRequest() {
        Article article = Article.titled("With tallies");
        content.publish(article);
        HttpResponse<String> before = edge.get(article.path() + "?with=stats");
        assertThat(before.body()).isEqualTo(article.json("full").replaceFirst("}$",
                ",\"_stats\":{\"views\":0,\"reactions\":{\"like\":0,\"insightful\":0}}}"));

        content.setTallies(article,
                Map.of("b:views", "40", "p:views", "2", "b:reaction:like", "7", "p:reaction:like", "-1"));
        Eventually.passes("the tallies are visible",
                () -> assertThat(edge.get(article.path() + "?with=stats").body())
                        .endsWith(",\"_stats\":{\"views\":42,\"reactions\":{\"like\":6,\"insightful\":0}}}"));
        HttpResponse<String> after = edge.get(article.path() + "?with=stats");
        assertThat(after.headers().firstValue("ETag")).isNotEqualTo(before.headers().firstValue("ETag"));

        assertThat(edge.get(article.path() + "/stats").body())
                .isEqualTo("{\"views\":42,\"reactions\":{\"like\":6,\"insightful\":0}}");
        Article other = Article.titled("Not published");
        assertThat(edge.get("/v1/stats?targets=" + article.target() + "," + other.target()).body())
                .isEqualTo("{\"" + article.target() + "\":{\"views\":42,\"reactions\":{\"like\":6,\"insightful\":0}}}");
        assertThat(edge.get(other.path() + "/stats").statusCode()).isEqualTo(404);
    }

    @Test
    void documentIsServedInTheRequestedLocale() {
        Article article = Article.titled("Mill");
        Article german = new Article(article.id(), "muehle", "Mühle", article.date(), 5, "essay", false,
                article.author());
        content.publish(article);
        assertThat(edge.get(article.path() + "?locale=de").statusCode()).isEqualTo(404);

        content.publish(german, "de");
        Eventually.holds("it is known in German",
                () -> edge.get(article.path() + "?locale=de").body().equals(german.json("full")));
        assertThat(edge.get(article.path()).body()).isEqualTo(article.json("full"));
        assertThat(edge.get(article.path() + "?locale=en").body()).isEqualTo(article.json("full"));
        assertThat(edge.get("/v1/content/article/muehle?locale=de").body()).isEqualTo(german.json("full"));
        assertThat(edge.get("/v1/content/article/muehle").statusCode()).isEqualTo(404);
    }

    @Test
    void talliesAreSharedByAllLocales() {
        Article german = Article.titled("Nur deutsch");
        content.publish(german, "de");
        content.setTallies(german, Map.of("b:views", "3"));
        assertThat(edge.get(german.path()).statusCode()).isEqualTo(404);
        Eventually.holds("the entry is present", () -> edge.get(german.path() + "/stats").statusCode() == 200);
        assertThat(edge.get(german.path() + "/stats").body()).contains("\"views\":3");
        assertThat(edge.get("/v1/stats?targets=" + german.target()).body()).contains("\"views\":3");
        assertThat(edge.get("/v1/stats?targets=author:" + german.id()).body()).isEqualTo("{}");
        assertThat(edge.get(german.path() + "?locale=de&with=stats").body()).contains("\"views\":3");
        assertThat(edge.send("POST", german.path() + "/views", "").statusCode()).isEqualTo(202);
    }

    @Test
    void queriesThatAreNotUtf8AreRejected() {
        for (String escaped : List.of("%ff%fe", "%c1%81", "%ed%a0%80", "a%e2%82")) {
            assertThat(edge.get("/v1/content/article?format=" + escaped).statusCode()).as(escaped).isEqualTo(400);
        }
        assertThat(edge.get("/v1/content/article?format=%e2%82%ac+%26").statusCode()).isEqualTo(200);
    }

    @Test
    void unknownParametersAreRejectedByName() {
        Article article = Article.titled("Strict");
        content.publish(article);

        HttpResponse<String> unknown = edge.get(article.path() + "?colour=red&view=full");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("'colour'").contains("view, locale, with");
        assertThat(edge.get(article.path() + "?view=full&view=card").body()).contains("must not be repeated");
        assertThat(edge.get(article.path() + "?with=everything").statusCode()).isEqualTo(400);
        assertThat(edge.get(article.path() + "?locale=fr").statusCode()).isEqualTo(400);
        assertThat(edge.get(article.path() + "?locale=fr").body()).contains("en, de").contains("/locale");
        assertThat(edge.get(article.path() + "?locale=en").statusCode()).isEqualTo(200);
        assertThat(edge.get("/v1/content/poem/x").statusCode()).isEqualTo(404);
        assertThat(edge.get("/v1/stats?targets=nonsense").statusCode()).isEqualTo(400);
        assertThat(edge.get("/v1/nothing").statusCode()).isEqualTo(404);
        assertThat(edge.get("/v1/content/article/x/").statusCode()).isEqualTo(404);
        assertThat(edge.get("//").statusCode()).isEqualTo(404);
    }

    @Test
    void statsAreLimitedToOneHundredTargets() {
        HttpResponse<String> nothing = edge.get("/v1/stats?targets=" + targets(100));
        assertThat(nothing.statusCode()).isEqualTo(200);
        assertThat(nothing.headers().map()).doesNotContainKeys("cache-groups", "surrogate-key");
        HttpResponse<String> rejected = edge.get("/v1/stats?targets=" + targets(101));
        assertThat(rejected.statusCode()).isEqualTo(400);
        assertThat(rejected.body()).contains("more than 100");
    }

    private static String targets(int count) {
        return IntStream.range(0, count).mapToObj(_ -> "article:" + EntryId.fresh()).collect(Collectors.joining(","));
    }

    @Test
    void unsupportedMethodsAreRejectedWithAnAllowHeader() {
        HttpResponse<String> rejected = edge.send("POST", "/v1/content/article/x", "{}");
        assertThat(rejected.statusCode()).isEqualTo(405);
        assertThat(rejected.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
        HttpResponse<String> options = edge.send("OPTIONS", "/v1/content/article/x", "");
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }
}
