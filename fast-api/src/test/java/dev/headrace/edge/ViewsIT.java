package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.EntryId;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.ViewsCounted;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.Queue;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ViewsIT {

    private static ContentFixture content;
    private static QueueReader queue;
    private static RunningEdge edge;

    @BeforeAll
    static void start() {
        String redis = Backends.redis().freshUrl();
        Queue name = Backends.queue().freshQueue();
        queue = new QueueReader(name);
        content = new ContentFixture(redis);
        content.publishModel();
        Map<String, String> variables = new HashMap<>(RunningEdge.shippingTo(name));
        variables.put("HEADRACE_EDGE_VIEW_WINDOW_MILLIS", "200");
        variables.put("HEADRACE_EDGE_ADDRESS_WRITES_BURST", "1000");
        edge = RunningEdge.start(redis, variables);
        Eventually.holds("the queue is found", () -> edge.metric("headrace_edge_queue_up") == 1);
    }

    @AfterAll
    static void stop() {
        edge.close();
        queue.close();
        content.close();
    }

    @Test
    void aSlugInsteadOfAnIdIsExplained() {
        Article article = Article.titled("Slugged");
        content.publish(article);
        HttpResponse<String> bySlug = edge.send("POST", "/v1/content/article/" + article.slug() + "/views", "");
        assertThat(bySlug.statusCode()).isEqualTo(404);
        assertThat(bySlug.body()).contains("'" + article.slug() + "' is not the id of a document").contains("'id'");
    }

    @Test
    void viewsWithinTheWindowBecomeOneEvent() throws Exception {
        Article article = Article.titled("Viewed");
        content.publish(article);
        int views = 40;
        Callable<HttpResponse<String>> view = () -> edge.send("POST", article.path() + "/views", "");
        try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = users
                    .invokeAll(Stream.generate(() -> view).limit(views).toList());
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(202);
                assertThat(answer.get().headers().firstValue("Headrace-Durability")).contains("queue");
                assertThat(answer.get().body()).contains("\"state\":{},\"stats\":{\"views\":");
            }
            assertThat(answers.stream().map(Future::resultNow).map(HttpResponse::body).collect(Collectors.toSet()))
                    .hasSizeLessThan(views / 4);
        }
        Eventually.passes("all views are in the queue", () -> assertThat(queue.received().stream()
                .filter(event -> event.target().equals(article.target()))
                .mapToLong(event -> ViewsCounted.parse(event.data()).count())
                .sum()).isEqualTo(views));
        assertThat(queue.messages()).isLessThan(views / 4);
        Eventually.holds("the outbox is empty", () -> content.outboxLength(article.target()) == 0);
        assertThat(edge.get(article.path() + "/stats").body()).contains("\"views\":" + views);
    }

    @Test
    void pendingChangesAreBoundedWithoutLosingViews() {
        Article article = Article.titled("Popular while the core is down");
        content.publish(article);
        content.redis().hset(RedisKeys.pending(article.id()), IntStream.range(0, 20_000).boxed()
                .collect(Collectors.toMap(i -> "event " + i, i -> "views 1".getBytes(UTF_8))));

        assertThat(edge.send("POST", article.path() + "/views", "").statusCode()).isEqualTo(202);

        Eventually.passes("the view is in the queue", () -> assertThat(queue.received())
                .anyMatch(event -> event.target().equals(article.target())));
        assertThat(content.redis().hlen(RedisKeys.pending(article.id()))).isEqualTo(20_000);
    }

    @Test
    void viewsOfMissingDocumentsAndOtherTypesAreRejected() {
        assertThat(edge.send("POST", Article.titled("Nowhere").path() + "/views", "").statusCode()).isEqualTo(404);
        String author = EntryId.fresh().toString();
        content.publishAuthor(author, "viewed");
        assertThat(edge.send("POST", "/v1/content/author/" + author + "/views", "").statusCode()).isEqualTo(403);
    }

    @Test
    void clientAddressIsTakenFromTheConfiguredProxy() {
        Article article = Article.titled("Behind a proxy");
        content.publish(article);
        try (RunningEdge proxied = RunningEdge.start(Backends.redis().url(), Map.of("HEADRACE_EDGE_PROXIES", "1",
                "HEADRACE_EDGE_ADDRESS_WRITES_PER_SECOND", "1", "HEADRACE_EDGE_ADDRESS_WRITES_BURST", "1"))) {
            assertThat(viewFrom(proxied, article, "192.0.2.1")).isEqualTo(202);
            assertThat(viewFrom(proxied, article, "198.51.100.7, 192.0.2.1")).isEqualTo(429);
            assertThat(viewFrom(proxied, article, "192.0.2.2")).isEqualTo(202);
            assertThat(viewFrom(proxied, article, "2001:db8::1")).isEqualTo(202);
            assertThat(viewFrom(proxied, article, "2001:db8::2")).isEqualTo(429);
            assertThat(viewFrom(proxied, article, "nonsense")).isEqualTo(202);
        }
    }

    private static int viewFrom(RunningEdge proxied, Article article, String forwardedFor) {
        return proxied.send("POST", article.path() + "/views", "", "X-Forwarded-For", forwardedFor).statusCode();
    }
}
