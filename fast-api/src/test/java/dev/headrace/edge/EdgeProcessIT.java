package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.Queue;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EdgeProcessIT {

    private final Tokens tokens = new Tokens();
    private final Article article = Article.titled("A Canal in Winter");
    private final Map<String, String> variables = new HashMap<>();
    private String redis;
    private ContentFixture content;
    private QueueReader reader;

    @BeforeEach
    void start() {
        redis = Backends.redis().freshUrl();
        Queue queue = Backends.queue().freshQueue();
        reader = new QueueReader(queue);
        content = new ContentFixture(redis);
        content.publishModel();
        content.publish(article);
        variables.putAll(RunningEdge.shippingTo(queue));
        variables.put("HEADRACE_JWT_KEYS_FILE", tokens.keysFile().toString());
        variables.put("HEADRACE_EDGE_NAME", "mortal");
    }

    @AfterEach
    void stop() {
        content.close();
        reader.close();
    }

    /** An edge with a delay between Redis and the queue. */
    private EdgeProcess slowEdge() {
        variables.put("HEADRACE_EDGE_SHIP_LINGER_MILLIS", "1000");
        EdgeProcess edge = new EdgeProcess(redis, variables);
        variables.remove("HEADRACE_EDGE_SHIP_LINGER_MILLIS");
        return edge;
    }

    private CompletableFuture<HttpResponse<String>> like(EdgeProcess edge) {
        var response = edge.send("PUT", article.path() + "/reactions/like", "Authorization",
                "Bearer " + tokens.of("anna"));
        Eventually.holds("the event is in the outbox", () -> content.outboxLength(article.target()) == 1);
        return response;
    }

    private void assertShipped() {
        Eventually.passes("the event is in the queue", Duration.ofSeconds(30),
                () -> assertThat(reader.received()).anyMatch(event -> "anna".equals(event.actor())));
        Eventually.holds("the outbox is empty", () -> content.outboxLength(article.target()) == 0);
    }

    @Test
    void anotherEdgeShipsTheEventsOfAKilledEdge() {
        try (EdgeProcess edge = slowEdge()) {
            CompletableFuture<HttpResponse<String>> response = like(edge);
            edge.kill();
            Eventually.holds("the client's request has failed", response::isCompletedExceptionally);
        }
        assertThat(content.outboxLength(article.target())).isEqualTo(1);
        try (RunningEdge other = RunningEdge.start(redis, variables)) {
            assertShipped();
            assertThat(other.get(article.path() + "/stats").body()).contains("\"like\":1");
        }
    }

    @Test
    void gracefulShutdownShipsAcceptedWrites() throws Exception {
        try (EdgeProcess edge = slowEdge()) {
            CompletableFuture<HttpResponse<String>> response = like(edge);
            assertThat(content.redis().hexists(RedisKeys.EDGES, "mortal")).isTrue();

            assertThat(edge.terminate()).isEqualTo(128 + 15);
            assertThat(response.get().statusCode()).isEqualTo(202);
            assertThat(response.get().headers().firstValue("Headrace-Durability")).contains("queue");
            assertThat(content.redis().hexists(RedisKeys.EDGES, "mortal")).isFalse();
        }
        assertShipped();
    }

    @Test
    void failsToStartIfThePortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            ProcessBuilder builder = EdgeProcess.builder();
            builder.environment().putAll(Map.of("HEADRACE_REDIS_URL", redis, "HEADRACE_EDGE_PORT",
                    String.valueOf(taken.getLocalPort()), "HEADRACE_EDGE_MANAGEMENT_PORT", "0"));
            Process process = builder.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(output.lines().filter(line -> line.contains("cannot start")))
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("cannot listen on port " + taken.getLocalPort()).contains("Address already in use");
        }
    }
}
