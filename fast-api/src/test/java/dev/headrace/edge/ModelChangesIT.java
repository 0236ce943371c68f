package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelChangesIT {

    private final Article article = Article.titled("Remodelled");
    private String redis;
    private ContentFixture content;

    @BeforeEach
    void start() {
        redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
    }

    @AfterEach
    void stop() {
        content.close();
    }

    private RunningEdge edge() {
        content.publishModel();
        content.publish(article);
        RunningEdge edge = RunningEdge.start(redis, Map.of());
        Eventually.holds("the model is known", () -> edge.get(article.path()).statusCode() == 200);
        return edge;
    }

    /** The model without a view of articles and without authors, but with another reaction. */
    private static PublishedModel changed() {
        PublishedModel.Type old = ContentFixture.MODEL.type("article").orElseThrow();
        return new PublishedModel(2, List.of("en", "de"),
                Map.of("article", new PublishedModel.Type(List.of("full"), "full", old.filters(),
                        old.sorts(),
                        Interactions.parse("{\"views\":true,\"reactions\":[\"like\",\"insightful\",\"funny\"]}"))));
    }

    @Test
    void cachedContentFollowsTheNewModel() {
        try (RunningEdge edge = edge()) {
            assertThat(edge.get(article.path() + "?with=stats").body()).contains("\"insightful\":0}");
            assertThat(edge.get("/v1/content/article?with=stats").body()).contains("\"view\":\"card\"");
            assertThat(edge.get(article.path() + "?view=card").statusCode()).isEqualTo(200);
            assertThat(edge.get("/v1/content/author").statusCode()).isEqualTo(200);

            content.publishModel(changed());
            Eventually.holds("the new model is known", () -> edge.get("/v1/content/author").statusCode() == 404);
            assertThat(edge.get(article.path() + "?with=stats").body())
                    .contains("\"reactions\":{\"like\":0,\"insightful\":0,\"funny\":0}");
            assertThat(edge.get(article.path() + "/stats").body()).contains("\"funny\":0");
            assertThat(edge.get("/v1/content/article?with=stats").body()).contains("\"view\":\"full\"")
                    .contains("\"funny\":0");
            assertThat(edge.get(article.path() + "?view=card").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void talliesOfRemovedTypesAreOmitted() {
        try (RunningEdge edge = edge()) {
            assertThat(edge.get("/v1/stats?targets=poem:" + article.id() + "," + article.target()).body())
                    .startsWith("{\"" + article.target() + "\":{\"views\":0");
            assertThat(edge.get("/v1/stats?targets=poem:" + article.id()).body()).isEqualTo("{}");
        }
    }

    @Test
    void unreadableModelLeavesThePreviousOneInUse() {
        try (RunningEdge edge = edge()) {
            publishUnreadable();
            Eventually.holds("the metric is set",
                    () -> edge.metric("headrace_edge_model_unreadable") == 1);
            assertThat(edge.get(article.path()).statusCode()).isEqualTo(200);
            assertThat(edge.management("/readyz").statusCode()).isEqualTo(200);
            assertThat(edge.management("/readyz").body())
                    .contains("\"status\":\"UP\"").contains("The published model cannot be read by this version.");

            content.publishModel(changed());
            Eventually.holds("the new model is known", () -> edge.get("/v1/content/author").statusCode() == 404);
            assertThat(edge.management("/readyz").body()).contains("\"status\":\"UP\"").doesNotContain("model");
            assertThat(edge.metric("headrace_edge_model_unreadable")).isZero();
        }
    }

    @Test
    void anOlderModelNeverReplacesANewerOneUnlessRedisWasReplaced() {
        try (RunningEdge edge = edge()) {
            content.publishModel(changed());
            Eventually.holds("the new model is known", () -> edge.get("/v1/content/author").statusCode() == 404);

            content.publishModel();
            Article later = Article.titled("Later");
            content.publish(later);
            Eventually.holds("later changes are seen", () -> edge.get("/v1/content/article").body().contains("Later"));
            assertThat(edge.get("/v1/content/author").statusCode()).isEqualTo(404);

            content.redis().set(RedisKeys.EPOCH, "another".getBytes(UTF_8));
            content.publishModel();
            Eventually.holds("the model of the new Redis is used",
                    () -> edge.get("/v1/content/author").statusCode() == 200);
        }
    }

    @Test
    void readinessReportsAnUnreadableFirstModel() {
        publishUnreadable();
        try (RunningEdge edge = RunningEdge.startUnready(redis, Map.of())) {
            Eventually.holds("readiness reports it",
                    () -> edge.management("/readyz").body().contains("cannot be read by this version"));
            assertThat(edge.management("/readyz").statusCode()).isEqualTo(503);
            assertThat(edge.get(article.path()).statusCode()).isEqualTo(503);
            assertThat(edge.get(article.path()).body()).contains("cannot read the published model");
        }
    }

    /** A model of articles with these sortable fields. */
    private static PublishedModel sortedBy(int version, String... sorts) {
        PublishedModel.Type type = ContentFixture.MODEL.type("article").orElseThrow();
        return new PublishedModel(version, List.of("en"), Map.of("article",
                new PublishedModel.Type(type.views(), type.listView(), type.filters(),
                        Arrays.stream(sorts).collect(Collectors.toMap(name -> name, name -> type.sorts().get(name))),
                        type.interactions(), String.join(",", sorts))));
    }

    @Test
    void newSortIsServedOnceAllDocumentsAreRendered() {
        Article other = Article.titled("Other");
        content.publishModel(sortedBy(1, "date"));
        content.renderFor("date");
        content.publish(article);
        content.publish(other);
        try (RunningEdge edge = RunningEdge.start(redis, Map.of())) {
            Eventually.holds("both are listed", () -> total(edge, "?sort=date") == 2);
            content.publishModel(sortedBy(2, "date", "minutes"));
            content.renderFor("date,minutes");
            content.publish(article);
            Eventually.holds("the index is waiting", () -> edge.metric("headrace_edge_list_index_waiting") == 1);
            assertThat(edge.get("/v1/content/article?sort=minutes").statusCode()).isEqualTo(503);
            assertThat(total(edge, "?sort=date")).isEqualTo(2);
            try (RunningEdge late = RunningEdge.start(redis, Map.of())) {
                assertThat(total(late, "")).isEqualTo(2);
                assertThat(late.get("/v1/content/article?sort=minutes").statusCode()).isEqualTo(503);

                content.publish(other);
                Eventually.holds("it is sorted by minutes", () -> total(edge, "?sort=minutes") == 2);
                Eventually.holds("the other edge sorts by minutes", () -> total(late, "?sort=minutes") == 2);
            }
            assertThat(edge.metric("headrace_edge_list_index_waiting")).isZero();
        }
    }

    /** -1 if the list is unavailable. */
    private static int total(RunningEdge edge, String query) {
        HttpResponse<String> list = edge.get("/v1/content/article" + query);
        return list.statusCode() == 200
                ? Integer.parseInt(list.body().replaceAll(".*\"total\":(\\d+).*", "$1"))
                : -1;
    }

    @Test
    void theOldIndexIsSearchedWhileTheNewOneIsBuilt() {
        content.publishModel(searching(1, Map.of("title", "t1")));
        content.renderFor("1");
        content.publishSearched(article.target(), Map.of(), Map.of("title", "Weir"));
        try (RunningEdge edge = RunningEdge.start(redis, Map.of())) {
            assertThat(edge.get("/v1/search?q=weir").body()).contains("\"total\":1");

            content.publishModel(searching(2, Map.of("title", "t1", "body", "t2")));
            Eventually.holds("the new index waits for documents",
                    () -> edge.metric("headrace_edge_list_index_waiting") == 1);
            assertThat(edge.get("/v1/search?q=weir").body()).contains("\"total\":1");
            assertThat(edge.get("/v1/search?q=river").body()).contains("\"total\":0");

            content.renderFor("2");
            content.publishSearched(article.target(), Map.of(), Map.of("title", "Weir", "body", "River"));
            Eventually.holds("texts are found by the new index",
                    () -> edge.get("/v1/search?q=river").body().contains("\"total\":1"));
        }
    }

    private static PublishedModel searching(int version, Map<String, String> fields) {
        return new PublishedModel(version, List.of("en"),
                Map.of("article", new PublishedModel.Type(List.of("full", "card"), "full", Map.of(), Map.of(),
                        Interactions.NONE, String.valueOf(version),
                        new PublishedModel.Search(fields, "title", List.of()))));
    }

    private void publishUnreadable() {
        content.redis().set(RedisKeys.MODEL, "{\"version\":2,\"types\":[]}".getBytes(UTF_8));
    }
}
