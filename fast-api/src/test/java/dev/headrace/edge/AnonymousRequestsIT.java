package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.edge.connection.MalformedRequest;
import dev.headrace.model.EntryId;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What anonymous clients send: every answer depends on the origin, and nothing causes a stack trace in the log. */
@Tag("attack")
class AnonymousRequestsIT {

    private static final Article ARTICLE = Article.titled("Anonymous");
    private static final String JSON = "Content-Type: application/json\r\n";

    /** Collects everything that is logged in this process. */
    private static final class Log extends Handler {

        private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {
            // nothing to flush
        }

        @Override
        public void close() {
            // nothing to close
        }
    }

    private static final Log LOG = new Log();
    private static ContentFixture content;
    private static RunningEdge edge;

    @BeforeAll
    static void start() {
        String redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.publishModel();
        content.publish(ARTICLE);
        edge = RunningEdge.start(redis, Map.of("HEADRACE_EDGE_CORS_ORIGINS", "https://a.example",
                "HEADRACE_EDGE_HEAD_SECONDS", "1", "HEADRACE_EDGE_ADDRESS_WRITES_BURST", "1",
                "HEADRACE_EDGE_ADDRESS_WRITES_PER_SECOND", "1"));
        Eventually.holds("the model is known", () -> edge.get(ARTICLE.path()).statusCode() == 200);
        Logger.getLogger("").addHandler(LOG);
    }

    @AfterAll
    static void stop() {
        Logger.getLogger("").removeHandler(LOG);
        edge.close();
        content.close();
    }

    private static String request(String method, String path, String fields, String body) {
        return method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + fields
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body;
    }

    private static String get(String path) {
        return request("GET", path, "", "");
    }

    /** One or more requests for each status. */
    static Stream<String> requests() {
        String article = ARTICLE.path();
        return Stream.concat(Stream.of(MalformedRequest.values()).map(MalformedRequest::request), Stream.of(
                get(article), request("GET", article, "If-None-Match: *\r\n", ""), request("HEAD", article, "", ""),
                request("OPTIONS", article, "", ""), get("/"), get("/v1"), get("/nowhere"),
                get("/v1/content/article/nowhere"), get("/v1/content/poem/x"), get(article + "?view=none"),
                get("/v1/content/article?after=!"), get("/v1/content/article?format[gte]=x&limit=0"),
                get("/v1/content/article?author=%00"), get("/v1/content/article/%ff%fe"), get("/v1/content/%zz"),
                get("/v1/stats?targets=x"), get("/v1/receipts/x"), get("/v1/receipts/" + EntryId.fresh()),
                request("GET", article, "If-None-Match: \"\r\n", ""), request("DELETE", article, "", ""),
                request("BREW", article, "", ""), request("PUT", article + "/reactions/like", "", ""),
                request("PUT", article + "/reactions/like", "Authorization: Bearer x.y.z\r\n", ""),
                request("PUT", article + "/reactions/like", "Authorization: Bearer e30.e30.\r\n", ""),
                request("POST", article + "/views", "Idempotency-Key: \u00fc\r\n", ""),
                request("POST", article + "/views", "", "text"),
                request("POST", article + "/views", "Content-Type: text/plain\r\n", "text"),
                request("POST", article + "/views", JSON, "{\"a\":"), request("POST", article + "/views", JSON, "[]"),
                request("POST", article + "/views", JSON, "{" + " ".repeat(100) + "}"),
                request("POST", article + "/views", JSON, "\u00ff\u00fe"),
                request("POST", "/v1/content/article/x/views", "", ""),
                "GET " + article + " HTTP/1.1\r\nHost: x\r\n"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void allAnswersDependOnTheOrigin(String request) throws IOException {
        for (String origin : List.of("", "Origin: https://a.example\r\n", "Origin: https://evil.example\r\n")) {
            int end = request.indexOf("\r\n") + 2;
            boolean isWellFormed = request.startsWith(" HTTP/1.1\r\nHost: x\r\n", request.indexOf(' ', 8));
            try (RawClient client = new RawClient(edge.port())) {
                String answer = client.send(isWellFormed
                        ? request.substring(0, end) + origin + request.substring(end)
                        : request).readToEnd();
                assertThat(answer).startsWith("HTTP/1.1 ");
                assertThat(answer.substring(0, answer.indexOf("\r\n\r\n") + 2)).contains("\r\nVary: Origin\r\n")
                        .doesNotContain("evil");
            }
        }
    }

    @Test
    void noRequestCausesAStackTrace() throws IOException {
        LOG.records.clear();
        for (String request : requests().toList()) {
            try (RawClient client = new RawClient(edge.port())) {
                assertThat(client.send(request).readToEnd()).startsWith("HTTP/1.1 ").doesNotContain("Exception")
                        .doesNotContain("HTTP/1.1 500");
            }
            // Disconnects in the middle.
            try (RawClient client = new RawClient(edge.port())) {
                client.send(request.substring(0, request.length() / 2));
            }
        }
        assertThat(edge.get(ARTICLE.path()).statusCode()).isEqualTo(200);
        assertThat(List.copyOf(LOG.records)).filteredOn(entry -> entry.getThrown() != null
                || String.valueOf(entry.getMessage()).contains("\tat ")).isEmpty();
    }
}
