package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsIT {

    private static final Article ARTICLE = Article.titled("Operations");

    private static ContentFixture content;
    private static RunningEdge edge;

    @BeforeAll
    static void start() {
        String redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.publishModel();
        content.publish(ARTICLE);
        edge = RunningEdge.start(redis, Map.of("HEADRACE_EDGE_CORS_ORIGINS", "https://a.example, https://b.example"));
        Eventually.holds("the model is known", () -> edge.get(ARTICLE.path()).statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        edge.close();
        content.close();
    }

    @Test
    void requestMetricsAreLabeledByRouteAndStatusOnly() {
        edge.get(ARTICLE.path());
        edge.get("/v1/content/article/nowhere");
        edge.get("/secret");
        String metrics = edge.management("/metrics").body();
        assertThat(metrics)
                .contains("headrace_edge_request_seconds_count{route=\"/v1/content/{type}/{idOrSlug}\",status=\"200\"}")
                .contains(
                        "headrace_edge_request_seconds_count{route=\"/v1/content/{type}/{idOrSlug}\",status=\"404\"} 1")
                .contains("headrace_edge_request_seconds_count{route=\"unknown\",status=\"404\"}")
                .contains("\nheadrace_edge_redis_up 1.0\n").contains("headrace_edge_near_cache_entries")
                .doesNotContain("secret").doesNotContain(ARTICLE.id());
    }

    @Test
    void theIndexListsTypesAndLinks() {
        for (String path : List.of("/", "/v1")) {
            HttpResponse<String> index = edge.get(path);
            assertThat(index.statusCode()).isEqualTo(200);
            assertThat(index.body()).startsWith("{\"locales\":[\"en\",\"de\"],\"types\":{\"article\":{\"list\":"
                    + "\"/v1/content/article\",\"document\":\"/v1/content/article/{idOrSlug}\",\"views\":[");
            assertThat(edge.get(path, "If-None-Match", index.headers().firstValue("ETag").orElseThrow()).statusCode())
                    .isEqualTo(304);
            assertThat(edge.get(path + "?x=1").statusCode()).isEqualTo(400);
            assertThat(edge.send("POST", path, "").statusCode()).isEqualTo(405);
        }
        assertThat(edge.get("/v1/").statusCode()).isEqualTo(404);
        assertThat(edge.get("/v1/content").statusCode()).isEqualTo(404);
        assertThat(edge.management("/").statusCode()).isEqualTo(404);
    }

    @Test
    void contentAndMetricsAreServedOnSeparatePorts() {
        assertThat(edge.management("/healthz").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(edge.management(ARTICLE.path()).statusCode()).isEqualTo(404);
        assertThat(edge.get("/metrics").statusCode()).isEqualTo(404);
        assertThat(edge.get("/healthz").statusCode()).isEqualTo(404);
    }

    @Test
    void everyResponseDisablesContentSniffing() {
        for (String path : new String[]{ARTICLE.path(), "/nowhere"}) {
            HttpResponse<String> response = edge.get(path);
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void corsAllowsOnlyConfiguredOrigins() {
        HttpResponse<String> friend = edge.get(ARTICLE.path(), "Origin", "https://b.example");
        assertThat(friend.headers().firstValue("Access-Control-Allow-Origin")).contains("https://b.example");
        assertThat(friend.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
                .contains("Headrace-Durability");
        assertThat(friend.headers().firstValue("Vary")).contains("Origin");
        assertThat(friend.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
        HttpResponse<String> stranger = edge.get(ARTICLE.path(), "Origin", "https://c.example");
        assertThat(stranger.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();

        HttpResponse<String> preflight = edge.send("OPTIONS", ARTICLE.path() + "/reactions/like", "", "Origin",
                "https://a.example", "Access-Control-Request-Method", "PUT");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElseThrow()).contains("PUT");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("Authorization", "Idempotency-Key");
    }

    @Test
    void corsAllowsAllOriginsByDefault() {
        try (RunningEdge open = RunningEdge.start(Backends.redis().url(), Map.of())) {
            HttpResponse<String> withoutOrigin = open.get("/");
            assertThat(withoutOrigin.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
            assertThat(withoutOrigin.headers().firstValue("Vary")).isEmpty();
            for (String header : List.of("Access-Control-Allow-Origin", "Access-Control-Expose-Headers")) {
                assertThat(open.get("/", "Origin", "https://a.example").headers().firstValue(header))
                        .as("caches may answer with the response to another origin")
                        .isEqualTo(withoutOrigin.headers().firstValue(header)).isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/content/article/{long} HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: {long}\r\n\r\n", "GET /<script> HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", "nonsense\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "POST /v1/content/article/x/views HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n"})
    void invalidHttpIsRejectedWithoutAStackTrace(String request) throws IOException {
        String answer = raw(request.replace("{long}", "x".repeat(20_000)));
        assertThat(answer).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(answer.isEmpty() || answer.matches("(?s)HTTP/1\\.1 4\\d\\d .*")).as(answer).isTrue();
        assertThat(edge.get(ARTICLE.path()).statusCode()).isEqualTo(200);
    }

    /** Everything the edge sends before it closes the connection or goes silent. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), edge.port())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            byte[] answer = new byte[4_096];
            int length = socket.getInputStream().read(answer);
            return length < 0 ? "" : new String(answer, 0, length, ISO_8859_1);
        } catch (SocketException e) {
            // The edge may close the connection while we are still writing.
            return "";
        }
    }
}
