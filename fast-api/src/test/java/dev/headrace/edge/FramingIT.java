package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.edge.connection.MalformedRequest;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Request smuggling and malformed requests over raw sockets. */
class FramingIT {

    private static final Article ARTICLE = Article.titled("Framed");
    private static final String HOST = " HTTP/1.1\r\nHost: x\r\n";

    private static ContentFixture content;
    private static RunningEdge edge;

    @BeforeAll
    static void start() {
        String redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.publishModel();
        content.publish(ARTICLE);
        edge = RunningEdge.start(redis, Map.of());
        Eventually.holds("the model is known", () -> edge.get(ARTICLE.path()).statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        edge.close();
        content.close();
    }

    private static void assertRefused(String answers, int status) {
        assertThat(answers).startsWith("HTTP/1.1 " + status + " ")
                .contains("Content-Type: application/problem+json\r\n",
                        "Cache-Control: no-store\r\n", "X-Content-Type-Options: nosniff\r\n", "Connection: close\r\n",
                        "Access-Control-Allow-Origin: *\r\n", "\"status\":" + status)
                .doesNotContain("Exception", "\tat ", "Unknown");
        assertThat(answers.split("HTTP/1\\.1 \\d", -1)).as("one response: " + answers).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(MalformedRequest.class)
    void malformedRequestsAreRefusedOnceAndSmuggleNothing(MalformedRequest malformed) throws IOException {
        try (RawClient client = new RawClient(edge.port())) {
            assertRefused(client.send(malformed.request()).readToEnd(), malformed.status());
        }
    }

    @ParameterizedTest
    @EnumSource(MalformedRequest.class)
    void requestsInFrontOfAMalformedOneAreAnsweredFirst(MalformedRequest malformed) throws IOException {
        String first = "GET " + ARTICLE.path() + HOST + "\r\n";
        try (RawClient client = new RawClient(edge.port())) {
            String answers = client.send(first + first + malformed.request()).readToEnd();
            int end = answers.lastIndexOf("HTTP/1.1 ");
            assertThat(answers.substring(0, end)).matches("(?s)HTTP/1\\.1 200 .*Framed.*HTTP/1\\.1 200 .*Framed.*");
            assertRefused(answers.substring(end), malformed.status());
        }
    }

    @Test
    void aMalformedChunkAfterAValidOneIsRefused() throws IOException {
        try (RawClient client = new RawClient(edge.port())) {
            client.send("POST " + ARTICLE.path() + "/views" + HOST + "Expect: 100-continue\r\n"
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            assertThat(client.readSome()).startsWith("HTTP/1.1 100 ");
            client.send("1\r\n{\r\n").send("1\n}\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
            assertRefused(client.readToEnd(), 400);
        }
    }

    @Test
    void aRequestMayArriveOctetByOctet() throws IOException {
        try (RawClient client = new RawClient(edge.port())) {
            String request = "POST " + ARTICLE.path() + "/views" + HOST + "Connection: close\r\n"
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1;a=b\r\n{\r\n1\r\n}\r\n0\r\nX: y\r\n\r\n";
            for (int i = 0; i < request.length(); i++) {
                client.send(request.substring(i, i + 1));
            }
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 202 ");
        }
    }

    @Test
    void pipelinedRequestsWithBodiesAreAnsweredInOrder() throws IOException {
        String post = "POST " + ARTICLE.path() + "/views" + HOST + "Content-Type: application/json\r\n";
        String get = "GET " + ARTICLE.path() + HOST;
        try (RawClient client = new RawClient(edge.port())) {
            String answers = client.send(post + "Content-Length:\t2 \t\r\n\r\n{}" + get + "\r\n"
                    + post + "Transfer-Encoding: \tChunked \r\n\r\n2\r\n{}\r\n0\r\n\r\n" + get
                    + "Connection: close\r\n\r\n")
                    .readToEnd();
            assertThat(answers).matches("(?s)HTTP/1\\.1 202 .*HTTP/1\\.1 200 .*HTTP/1\\.1 202 .*HTTP/1\\.1 200 .*");
        }
    }

    @Test
    void refusalsAreCounted() throws IOException {
        double before = edge.metric("headrace_edge_connections_malformed_total");
        try (RawClient client = new RawClient(edge.port())) {
            assertRefused(client.send(MalformedRequest.NONSENSE.request()).readToEnd(), 400);
        }
        assertThat(edge.metric("headrace_edge_connections_malformed_total")).isEqualTo(before + 1);
    }
}
