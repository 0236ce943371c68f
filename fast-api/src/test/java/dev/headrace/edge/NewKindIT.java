package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.Queue;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A new kind of interaction is one class, here of another module; the rest of the write path works unchanged. */
class NewKindIT {

    private static final Tokens TOKENS = new Tokens();
    private static ContentFixture content;
    private static QueueReader queue;
    private static RunningEdge edge;

    @BeforeAll
    static void start() {
        String redis = Backends.redis().freshUrl();
        Queue name = Backends.queue().freshQueue();
        queue = new QueueReader(name);
        content = new ContentFixture(redis);
        content.publishModel(new PublishedModel(1, ContentFixture.MODEL.locales(), Map.of(
                "article", type("{\"views\":true,\"poll\":[\"yes\",\"no\"]}"),
                "author", type("{\"poll\":[\"yes\",\"no\"]}"),
                "page", type("{\"views\":true}"))));
        Map<String, String> variables = new HashMap<>(RunningEdge.shippingTo(name));
        variables.put("HEADRACE_JWT_KEYS_FILE", TOKENS.keysFile().toString());
        edge = RunningEdge.start(redis, variables);
        Eventually.holds("the queue is found", () -> edge.metric("headrace_edge_queue_up") == 1);
    }

    private static PublishedModel.Type type(String interactions) {
        return new PublishedModel.Type(List.of("full", "card"), "full", Map.of(), Map.of(),
                PublishedModel.Interactions.parse(interactions));
    }

    @AfterAll
    static void stop() {
        edge.close();
        queue.close();
        content.close();
    }

    private static HttpResponse<String> vote(String path, String user, String body, String... headers) {
        List<String> all = new ArrayList<>(
                List.of("Authorization", "Bearer " + TOKENS.of(user), "Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return edge.send("PUT", path + "/poll", body, all.toArray(String[]::new));
    }

    private static Article published(String title) {
        Article article = Article.titled(title);
        content.publish(article);
        return article;
    }

    @Test
    void writesChangeStateAndReachTheQueue() {
        Article article = published("Polled");

        HttpResponse<String> yes = vote(article.path(), "ann", "{\"choice\":\"yes\"}");
        assertThat(yes.statusCode()).as(yes.body()).isEqualTo(202);
        assertThat(yes.headers().firstValue("Headrace-Durability")).contains("queue");
        assertThat(yes.body()).contains("\"state\":{\"poll\":\"yes\"}");
        assertThat(tally(article)).containsEntry("p:poll:yes", "1").doesNotContainKey("p:poll:no");
        assertThat(vote(article.path(), "ann", "{\"choice\":\"no\"}").statusCode()).isEqualTo(202);
        assertThat(tally(article)).containsEntry("p:poll:yes", "0").containsEntry("p:poll:no", "1");
        Eventually.passes("its part of the tallies is shown",
                () -> assertThat(edge.get(article.path() + "?with=stats").body())
                        .endsWith("\"_stats\":{\"views\":0,\"poll\":{\"yes\":0,\"no\":1}}}"));

        Eventually.passes("the queue has both", () -> assertThat(queue.received())
                .filteredOn(event -> event.target().equals(article.target()))
                .extracting(event -> event.kind() + " " + event.actor() + " " + event.data())
                .containsExactlyInAnyOrder("poll ann {\"choice\":\"yes\"}", "poll ann {\"choice\":\"no\"}"));
    }

    private static Map<String, String> tally(Article article) {
        Map<String, String> tally = new HashMap<>();
        content.redis().hgetall(RedisKeys.tally(article.target()))
                .forEach((field, value) -> tally.put(field, new String(value, UTF_8)));
        return tally;
    }

    @Test
    void idempotencyKeyIsBoundToTheBody() {
        Article article = published("Polled with a key");
        HttpResponse<String> first = vote(article.path(), "bob", "{\"choice\":\"yes\"}", "Idempotency-Key", "k");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(vote(article.path(), "bob", "{\"choice\":\"no\"}").statusCode()).isEqualTo(202);

        HttpResponse<String> retried = vote(article.path(), "bob", "{ \"choice\" : \"yes\" }", "Idempotency-Key", "k");
        assertThat(retried.statusCode()).as(retried.body()).isEqualTo(202);
        assertThat(retried.body()).startsWith(first.body().substring(0, first.body().indexOf(",\"stats\"")));
        assertThat(vote(article.path(), "bob", "{\"choice\":\"no\"}", "Idempotency-Key", "k").statusCode())
                .isEqualTo(422);
    }

    @Test
    void bodyIsLimitedAndValidatedByTheKind() {
        Article article = published("Polled wrongly");
        assertThat(vote(article.path(), "cat", "{\"choice\":\"maybe\"}").body()).contains("\"pointer\":\"/choice\"");
        assertThat(vote(article.path(), "cat", "").statusCode()).isEqualTo(400);
        assertThat(vote(article.path(), "cat", "{\"choice\":\"" + "y".repeat(200) + "\"}").statusCode())
                .isEqualTo(413);
        assertThat(content.outboxLength(article.target())).isZero();
    }

    @Test
    void typesWithoutTheKindRejectIt() {
        assertThat(vote("/v1/content/page/" + published("Not polled").id(), "fay", "{\"choice\":\"yes\"}")
                .statusCode()).isEqualTo(403);
    }

    @Test
    void targetIsPresentOnlyUnderItsOwnType() {
        Article article = published("An article, not an author");
        assertThat(vote("/v1/content/author/" + article.id(), "dan", "{\"choice\":\"yes\"}").statusCode())
                .isEqualTo(404);
        assertThat(vote(article.path(), "dan", "{\"choice\":\"yes\"}").statusCode()).isEqualTo(202);
        content.unpublish(article);
        assertThat(vote(article.path(), "dan", "{\"choice\":\"no\"}").statusCode()).isEqualTo(404);
    }
}
