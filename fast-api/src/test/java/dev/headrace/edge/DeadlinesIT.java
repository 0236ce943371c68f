package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that keep the edge waiting. */
@Tag("attack")
class DeadlinesIT {

    private static final String HOST = " HTTP/1.1\r\nHost: x\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";

    private final Article article = Article.titled("Awaited");
    private ContentFixture content;
    private RunningEdge edge;

    @BeforeEach
    void start() {
        String redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.publishModel();
        content.publish(article);
        edge = RunningEdge.start(redis, Map.of("HEADRACE_EDGE_HEAD_SECONDS", "1", "HEADRACE_EDGE_BODY_SECONDS", "1",
                "HEADRACE_EDGE_RESPONSE_SECONDS", "1", "HEADRACE_EDGE_IDLE_SECONDS", "3"));
        Eventually.holds("the model is known", () -> edge.get(article.path()).statusCode() == 200);
    }

    @AfterEach
    void stop() {
        edge.close();
        content.close();
    }

    private String post(String fields) {
        return "POST " + article.path() + "/views" + HOST + JSON + fields + "\r\n";
    }

    private boolean isComplete(String route) {
        return edge.management("/metrics").body()
                .contains("headrace_edge_request_seconds_count{route=\"" + route + "\"");
    }

    private void assertTimedOut(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("Content-Type: application/problem+json\r\n",
                "Connection: close\r\n");
        assertThat(edge.metric("headrace_edge_connections_timed_out_total")).isPositive();
        assertThat(edge.get(article.path()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10\r\n", "Transfer-Encoding: chunked\r\n"})
    void aBodyThatNeverArrivesEndsTheRequest(String fields) throws IOException {
        try (RawClient client = new RawClient(edge.port())) {
            assertTimedOut(client.send(post(fields)).readToEnd());
        }
        Eventually.holds("the request is complete", () -> isComplete("/v1/content/{type}/{id}/views"));
        assertThat(edge.get(article.path() + "/stats").body()).as("nothing was counted").contains("\"views\":0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10\r\n", "Transfer-Encoding: chunked\r\n"})
    void anExpectedBodyThatNeverArrivesEndsTheRequest(String fields) throws IOException {
        try (RawClient client = new RawClient(edge.port())) {
            client.send(post("Expect: 100-continue\r\n" + fields));
            assertThat(client.readSome()).startsWith("HTTP/1.1 100 ");
            assertTimedOut(client.readToEnd());
        }
    }

    @Test
    void aBodyThatTricklesInEndsTheRequest() throws Exception {
        try (RawClient client = new RawClient(edge.port())) {
            client.send(post("Content-Length: 64\r\n"));
            trickle(client, "{");
            assertTimedOut(client.readToEnd());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET / HTTP/1.1\r\nHost: x\r\nX: "})
    void aHeadThatTricklesInEndsTheRequest(String begin) throws Exception {
        try (RawClient client = new RawClient(edge.port())) {
            client.send(begin);
            trickle(client, "A");
            assertTimedOut(client.readToEnd());
        }
    }

    /** Sends an octet now and then, until the edge closes the connection. */
    private static void trickle(RawClient client, String octet) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    client.send(octet);
                    Thread.sleep(300);
                }
            } catch (IOException e) {
                // closed
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void aResponseIsNotFollowedByATimeoutOfTheBodyThatItDidNotNeed() throws IOException {
        try (RawClient client = new RawClient(edge.port())) {
            String answer = client.send("PUT " + article.path() + "/reactions/like" + HOST + JSON
                    + "Content-Length: 10\r\n\r\n").readToEnd();
            assertThat(answer).startsWith("HTTP/1.1 401 ").doesNotContain("408");
        }
    }

    @Test
    void anIdleConnectionIsClosed() throws IOException {
        try (RawClient silent = new RawClient(edge.port()); RawClient client = new RawClient(edge.port())) {
            client.send("GET " + article.path() + HOST + "\r\n");
            assertThat(client.readSome()).startsWith("HTTP/1.1 200 ");
            assertThat(client.readToEnd()).isEmpty();
            assertThat(silent.readToEnd()).isEmpty();
        }
    }

    @Test
    void aClientThatDoesNotReadIsDisconnected() throws IOException {
        String large = "GET /v1/content/article?limit=100" + HOST + "\r\n";
        try (RawClient client = new RawClient(edge.port())) {
            double before = edge.metric("headrace_edge_connections_timed_out_total");
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        client.send(large.repeat(1_000));
                    }
                } catch (IOException e) {
                    // closed
                }
            });
            Eventually.holds("the connection is closed",
                    () -> edge.metric("headrace_edge_connections_timed_out_total") > before && !sender.isAlive());
        }
        Eventually.holds("nothing is pending", () -> edge.metric("headrace_edge_connections") <= 1);
    }

    @Test
    void aSlowButSteadyClientIsServed() throws Exception {
        try (RawClient client = new RawClient(edge.port())) {
            for (int i = 0; i < 3; i++) {
                client.send("GET " + article.path() + HOST);
                Thread.sleep(500);
                client.send("\r\n");
                assertThat(client.readSome()).startsWith("HTTP/1.1 200 ");
                Thread.sleep(1_500);
            }
        }
    }
}
