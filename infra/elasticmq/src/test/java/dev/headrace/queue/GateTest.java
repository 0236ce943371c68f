package dev.headrace.queue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("attack")
class GateTest {

    private static final String AUTHORIZED = "Authorization: AWS4-HMAC-SHA256 Credential=right/x";

    private static final int CHANGED_HEADS = 500;
    private static final List<String> PARTS = List.of("\r\n", "\r\n\r\n", "\n", "\0", ":", " ", "%", "%00",
            "\r\nOrigin: null\r\n", "\r\nContent-Length: 99999999999999999999\r\n", "\r\nContent-Length: -1\r\n",
            "\r\nTransfer-Encoding: chunked\r\n", "\r\n" + AUTHORIZED + "\r\n", "x".repeat(70_000),
            "\r\nX: y".repeat(300));

    /** A request as the other server has got it. */
    private record Received(String method, String target, Map<String, List<String>> headers, String body) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer server;
    private HttpServer gate;

    @BeforeAll
    static void configure() {
        Gate.configureProcess();
    }

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0, "/", this::answer);
        server.start();
        gate = new Gate(new AccessKey("right"),
                new ElasticMq("127.0.0.1", server.getAddress().getPort(), failures::incrementAndGet)).open(0);
    }

    @AfterEach
    void close() {
        gate.stop(0);
        server.stop(0);
    }

    /** Paths say how to answer. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
            received.add(new Received(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                    new Headers(exchange.getRequestHeaders()), body));
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/hang-up")) {
                return;
            }
            exchange.getResponseHeaders().set("X-Amzn-Requestid", "r-1");
            exchange.getResponseHeaders().set("Keep-Alive", "timeout=1");
            if (path.equals("/none")) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            exchange.sendResponseHeaders(path.equals("/error") ? 500 : 200,
                    path.equals("/chunked") ? 0 : body.length());
            exchange.getResponseBody().write(body.getBytes(ISO_8859_1));
        }
    }

    @Test
    void requestsWithTheKeyPassUnchanged() throws IOException {
        String response = send("POST /queue/likes?a=%2F&b HTTP/1.1", AUTHORIZED, "Host: queue.example:9324",
                "Content-Type: application/x-amz-json-1.0", "X-Amz-Target: AmazonSQS.SendMessage", "X-Twice: 1",
                "X-Twice: 2", "TE: trailers", "Content-Length: 5", "", "hello");

        assertThat(response).startsWith("HTTP/1.1 200 OK\r\n").containsOnlyOnce("Content-length: 5\r\n")
                .containsIgnoringCase("X-Amzn-Requestid: r-1\r\n").doesNotContainIgnoringCase("keep-alive")
                .endsWith("\r\n\r\nhello");
        Received request = received.getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/queue/likes?a=%2F&b");
        assertThat(request.body()).isEqualTo("hello");
        assertThat(request.headers()).containsEntry("Host", List.of("queue.example:9324"))
                .containsEntry("Content-type", List.of("application/x-amz-json-1.0"))
                .containsEntry("X-amz-target", List.of("AmazonSQS.SendMessage"))
                .containsEntry("Content-length", List.of("5")).doesNotContainKey("Te");
        assertThat(request.headers().get("X-twice")).containsExactlyInAnyOrder("1", "2");
    }

    @ParameterizedTest
    @CsvSource({"/error, 500 Internal Server Error", "/chunked, 200 OK", "/none, 204 No Content",
            "/hang-up, 502 Bad Gateway"})
    void outcomesPass(String path, String status) throws IOException {
        assertThat(send("POST " + path + " HTTP/1.1", AUTHORIZED, "Host: q", "Content-Length: 2", "", "ok"))
                .startsWith("HTTP/1.1 " + status + "\r\n");
        assertThat(failures).hasValue(0);
    }

    @Test
    void requestsWithoutABodyPass() throws IOException {
        assertThat(send("GET /?Action=ListQueues HTTP/1.1", AUTHORIZED, "Host: q", "", "")).startsWith("HTTP/1.1 200");
        assertThat(received).extracting(Received::method, Received::target)
                .containsExactly(tuple("GET", "/?Action=ListQueues"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-None: 1", "Authorization: AWS4-HMAC-SHA256 Credential=wrong/x",
            "Authorization: Bearer right", AUTHORIZED + "\r\n" + AUTHORIZED, AUTHORIZED + "\r\nOrigin: null",
            AUTHORIZED + "\r\nOrigin: https://evil.example", AUTHORIZED + "\r\nSec-Fetch-Site: none"})
    void othersAreRefused(String headers) throws IOException {
        assertThat(send("POST / HTTP/1.1", headers, "Host: q", "Content-Length: 2", "", "ok"))
                .startsWith("HTTP/1.1 403 Forbidden\r\n");
        assertThat(received).isEmpty();
    }

    /** Random changes of valid heads, always the same ones: the gate answers or hangs up, and lets pass what has the key. */
    @Test
    void changedHeadsPassOnlyWithTheKey() throws IOException {
        Random random = new Random(1);
        String head = "POST /queue/likes HTTP/1.1\r\nHost: q\r\n" + AUTHORIZED
                + "\r\nContent-Length: 2\r\nX-Amz-Target: AmazonSQS.SendMessage\r\n\r\n";
        for (int i = 0; i < CHANGED_HEADS; i++) {
            String changed = changed(head, random);
            received.clear();
            try (Socket socket = connect()) {
                socket.getOutputStream().write((changed + "ok").getBytes(ISO_8859_1));
                socket.shutdownOutput();
                String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
                assertThat(answer).as(changed).matches("(?s)|HTTP/1.1 [1-5][0-9][0-9] .*");
            } catch (SocketException e) {
                // The gate hung up before it had read everything.
            }
            assertThat(received).as(changed).allMatch(request -> changed.contains("Credential=right/")
                    && !request.headers().containsKey("Origin"));
        }
        assertThat(send("GET / HTTP/1.1", AUTHORIZED, "Host: q", "", "")).startsWith("HTTP/1.1 200");
    }

    private static String changed(String head, Random random) {
        StringBuilder text = new StringBuilder(head);
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, PARTS.get(random.nextInt(PARTS.size())));
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
            }
        }
        return text.toString();
    }

    @Test
    void theyAreRefusedBeforeTheirBodyIsRead() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("POST / HTTP/1.1\r\nHost: q\r\nContent-Length: 1000000\r\n\r\n"
                    .getBytes(ISO_8859_1));
            assertThat(new String(socket.getInputStream().readNBytes(12), ISO_8859_1)).isEqualTo("HTTP/1.1 403");
        }
    }

    @ParameterizedTest
    @CsvSource({"DELETE, X-None: 1, 405", "OPTIONS, X-None: 1, 405", "POST, Transfer-Encoding: chunked, 411",
            "POST, Content-Length: 6291457, 413"})
    void whatElasticMqDoesNotNeedIsRefused(String method, String header, int status) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write((method + " / HTTP/1.1\r\nHost: q\r\n" + AUTHORIZED + "\r\n" + header
                    + "\r\n\r\n").getBytes(ISO_8859_1));
            assertThat(new String(socket.getInputStream().readNBytes(12), ISO_8859_1))
                    .isEqualTo("HTTP/1.1 " + status);
        }
        assertThat(received).isEmpty();
    }

    @Test
    void aServerThatDoesNotListenIsReported() throws IOException {
        server.stop(0);

        assertThat(send("GET / HTTP/1.1", AUTHORIZED, "Host: q", "", "")).startsWith("HTTP/1.1 502");
        assertThat(failures).hasValue(1);
    }

    @Test
    void aServerThatNoLongerStoresChangesIsReported() throws IOException {
        change("/error");
        change("/error");
        change("/hang-up");
        assertThat(failures).hasValue(1);
    }

    @Test
    void singleFailuresAndFailuresOfReadsDoNotEndTheServer() throws IOException {
        for (int i = 0; i < 3; i++) {
            change("/error");
            change("/error");
            change("/");
            action("ReceiveMessage", "/error");
            action("ListQueues", "/error");
        }
        assertThat(failures).hasValue(0);
    }

    @Test
    void requestsThatClientsBreakOffAreNoFailures() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(("POST / HTTP/1.1\r\nHost: q\r\n" + AUTHORIZED
                        + "\r\nX-Amz-Target: AmazonSQS.SendMessage\r\nContent-Length: 1000\r\n\r\n{")
                        .getBytes(ISO_8859_1));
                socket.shutdownOutput();
                // The gate closes the connection when it is done with the request.
                var _ = socket.getInputStream().readAllBytes();
            }
        }
        assertThat(received).isEmpty();
        assertThat(failures).hasValue(0);
    }

    /** Answers to reads come from memory. */
    @Test
    void successfulReadsDoNotHideFailures() throws IOException {
        for (int i = 0; i < 3; i++) {
            change("/error");
            action("GetQueueUrl", "/");
        }
        assertThat(failures).hasValue(1);
    }

    private void change(String path) throws IOException {
        action("SendMessage", path);
    }

    private void action(String name, String path) throws IOException {
        send("POST " + path + " HTTP/1.1", AUTHORIZED, "Host: q", "X-Amz-Target: AmazonSQS." + name,
                "Content-Length: 2", "", "{}");
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), gate.getAddress().getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** The whole response; the connection is closed after it. */
    private String send(String requestLine, String... lines) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write((requestLine + "\r\nConnection: close\r\n" + String.join("\r\n", lines))
                    .getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
