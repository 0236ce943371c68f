package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.edge.connection.MalformedRequest;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Request smuggling and malformed requests over raw sockets. */
@Tag("attack")
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

    /** No timeout ends it: those of the edge are longer than the client's. */
    @Test
    void aBodyThatIsTooLargeEndsTheConnection() throws IOException {
        try (RawClient client = new RawClient(edge.port())) {
            assertThat(client.send("POST " + ARTICLE.path() + "/views" + HOST
                    + "Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{").readToEnd())
                    .startsWith("HTTP/1.1 413 ");
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

    @ParameterizedTest
    @CsvSource({"http://LOCALHOST:8080,localhost:8080", "HTTP://x.example,X.Example",
            "https://[2001:db8::A],[2001:DB8::a]"})
    void theHostOfAnAbsoluteTargetHasNoCase(String origin, String host) throws IOException {
        try (RawClient client = new RawClient(edge.port())) {
            assertThat(client.send("GET " + origin + ARTICLE.path() + " HTTP/1.1\r\nHost: " + host
                    + "\r\nConnection: close\r\n\r\n").readToEnd()).startsWith("HTTP/1.1 200 ").contains("Framed");
        }
    }

    @Test
    void anEscapedSemicolonIsPartOfThePath() throws IOException {
        try (RawClient client = new RawClient(edge.port())) {
            assertThat(client.send("GET " + ARTICLE.path() + "%3Bx=1" + HOST + "Connection: close\r\n\r\n").readToEnd())
                    .startsWith("HTTP/1.1 404 ").contains("application/problem+json");
        }
    }

    /** Undertow has refusals of its own, without any body; no request may reach them. */
    @Test
    void refusedRequestsGetProblemDetails() throws IOException {
        Random random = new Random(6);
        String[] seeds = {"GET " + ARTICLE.path() + "?view=card" + HOST + "\r\n",
                "GET http://x.example:80" + ARTICLE.path() + "/stats HTTP/1.1\r\nHost: x.example:80\r\n\r\n",
                "GET http://[2001:db8::1]/a%20b?c=%C3%A4+d&e HTTP/1.1\r\nHost: [2001:db8::1]\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:80\r\n\r\n", "CONNECT /a" + HOST + "\r\n",
                "PRI /../b/./c" + HOST + "\r\n",
                "DELETE /a/%2e%2e/%ff%00%2f HTTP/1.0\r\nHost: x\r\nCookie: a=\"b; c\r\n\r\n",
                "POST " + ARTICLE.path() + "/views" + HOST
                        + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"};
        String octets = "\t !\"%,-./09:;=?@AFGZ[]_afgz\u0080";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder request = new StringBuilder(seeds[i % seeds.length]);
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                request.setCharAt(random.nextInt(request.length()), octets.charAt(random.nextInt(octets.length())));
            }
            try (RawClient client = new RawClient(edge.port())) {
                assertRefusalsAreProblems(request.toString(), client.send(request.toString()).end().readToEnd());
            }
        }
    }

    private static void assertRefusalsAreProblems(String request, String answers) {
        for (String answer : answers.split("(?=HTTP/1\\.1 \\d)", -1)) {
            if (answer.matches("(?s)HTTP/1\\.1 [45].*")) {
                assertThat(answer).as(request).contains("Content-Type: application/problem+json\r\n",
                        "X-Content-Type-Options: nosniff\r\n");
            }
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
