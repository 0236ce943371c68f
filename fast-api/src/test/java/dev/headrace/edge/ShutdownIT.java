package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShutdownIT {

    private final Article article = Article.titled("Until the end");
    private String redis;
    private ContentFixture content;

    @BeforeEach
    void start() {
        redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.publishModel();
        content.publish(article);
    }

    @AfterEach
    void stop() {
        content.close();
    }

    private RunningEdge edge(String drainSeconds) {
        RunningEdge edge = RunningEdge.start(redis, Map.of("HEADRACE_EDGE_DRAIN_SECONDS", drainSeconds,
                "HEADRACE_EDGE_SHUTDOWN_SECONDS", "60", "HEADRACE_EDGE_CORS_ORIGINS", "https://a.example"));
        Eventually.holds("the model is known", () -> edge.get(article.path()).statusCode() == 200);
        return edge;
    }

    @Test
    void servesRequestsDuringTheDrainPeriod() {
        try (RunningEdge edge = edge("3")) {
            assertThat(edge.get(article.path()).headers().firstValue("Connection")).isEmpty();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(edge::stop);

            Eventually.holds("the edge is not ready", () -> edge.management("/readyz").statusCode() == 503);
            assertThat(edge.management("/readyz").body()).contains("This edge is shutting down.");
            HttpResponse<String> last = edge.get(article.path());
            assertThat(last.statusCode()).isEqualTo(200);
            assertThat(last.headers().firstValue("Connection")).contains("close");
            stopped.join();
        }
    }

    @Test
    void newRequestsAreRejectedWhilePendingOnesFinish() throws IOException {
        try (RunningEdge edge = edge("0"); Socket slow = new Socket(InetAddress.ofLiteral("127.0.0.1"), edge.port())) {
            slow.getOutputStream().write(("POST " + article.path() + "/views HTTP/1.1\r\nHost: x\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
                    .getBytes(UTF_8));
            BufferedReader answer = new BufferedReader(new InputStreamReader(slow.getInputStream(), UTF_8));
            assertThat(answer.readLine()).contains("100");
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(edge::stop);

            Eventually.holds("requests are rejected", () -> edge.get(article.path()).statusCode() == 503);
            HttpResponse<String> rejected = edge.get(article.path(), "Origin", "https://a.example");
            assertThat(rejected.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(rejected.headers().firstValue("Retry-After")).isPresent();
            assertThat(rejected.headers().firstValue("Connection")).contains("close");
            assertThat(rejected.headers().firstValue("Access-Control-Allow-Origin")).contains("https://a.example");
            assertThat(rejected.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(stopped).isNotDone();

            slow.getOutputStream().write("{}".getBytes(UTF_8));
            assertThat(answer.lines().filter(line -> line.startsWith("HTTP/1.1")).findFirst().orElseThrow())
                    .contains("202");
            stopped.join();
        }
    }
}
