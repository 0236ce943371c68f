package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.body.BodyForms;
import dev.headrace.edge.body.KeptBody;
import dev.headrace.edge.connection.ConnectionSettings;
import dev.headrace.edge.connection.Connections;
import dev.headrace.model.Target;
import dev.headrace.testkit.Eventually;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are answered without being handled, and those that must not be. */
class PreparedResponsesIT {

    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String GET = "GET /documents/1?view=card HTTP/1.1\r\nHost: x\r\n";
    private static final String END = "\r\n";
    private static final String TEXT = "a race leads the water of a river to a mill, ".repeat(100);
    private static final int LARGE = 8 * 1024 * 1024;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final RequestMetrics metrics = new RequestMetrics(registry);
    private final BodyForms forms = new BodyForms();
    private final PreparedResponses prepared = new PreparedResponses(1_000_000, forms, metrics);
    private final RepresentationSender sender = new RepresentationSender("public, max-age=60",
            InstantSource.fixed(Instant.EPOCH), forms);
    private final AtomicInteger handled = new AtomicInteger();
    private final Map<String, KeptBody> bodies = new ConcurrentHashMap<>(
            Map.of("1", body("{\"id\":\"1\"}"), "large", body("x".repeat(LARGE)), "text", body(TEXT)));
    private final HttpServer server = server();

    private static KeptBody body(String text) {
        return new KeptBody(text.getBytes(ISO_8859_1), () -> {});
    }

    private HttpServer server() {
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, 0, 1,
                new ConnectionSettings(100, 0, SECONDS, SECONDS, SHORT, SECONDS, SECONDS, 0), List.of("*"), 0,
                "", Duration.ofSeconds(2), Duration.ofSeconds(10));
        Routes api = new Routes().get("/documents/{id}", this::handle);
        return new HttpServer(settings, new Connections(settings.admitted()), api, new Routes(), metrics, prepared);
    }

    @SuppressWarnings("ReferenceEquality") // as versions of a document
    private void handle(HttpServerExchange exchange, PathValues path) {
        handled.incrementAndGet();
        KeptBody body = Objects.requireNonNull(bodies.get(path.get(0)));
        sender.send(exchange, new Representation(Audience.PUBLIC, "\"tag\"",
                CacheTags.of(List.of(new Target("article", path.get(0)))), null, 0, false, body));
        prepared.keep(exchange, "/documents/{id}", "\"tag\"", () -> bodies.get(path.get(0)) == body ? body : null);
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        forms.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        // Small, so that few unread bytes fill it.
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.setSoTimeout((int) SECONDS.toMillis());
        return socket;
    }

    private static void send(Socket socket, String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
    }

    /** Reads a head and the body that belongs to it. */
    private static String receive(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        while (!octets.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                return octets.toString(ISO_8859_1);
            }
            octets.write(octet);
        }
        String head = octets.toString(ISO_8859_1);
        int length = head.lines().filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16))).findFirst().orElse(0);
        octets.write(in.readNBytes(length));
        return octets.toString(ISO_8859_1);
    }

    private static String exchange(Socket socket, String request) throws IOException {
        send(socket, request);
        return receive(socket);
    }

    /** Status line, fields in any order but without the date, and body. */
    private static List<Object> content(String response) {
        String[] headAndBody = response.split("\r\n\r\n", 2);
        String[] lines = headAndBody[0].split("\r\n", -1);
        TreeSet<String> fields = new TreeSet<>(Arrays.asList(lines).subList(1, lines.length));
        assertThat(fields)
                .anyMatch(field -> field.matches("Date: \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"));
        fields.removeIf(field -> field.startsWith("Date: "));
        return List.of(lines[0], fields, headAndBody[1]);
    }

    @Test
    void responsesAreTheSameAsThoseOfHandlers() throws IOException {
        try (Socket socket = connect()) {
            String notModified = exchange(socket, GET + "If-None-Match: \"tag\"\r\n" + END);
            String first = exchange(socket, GET + END);
            assertThat(first).startsWith("HTTP/1.1 200 OK\r\n").endsWith("{\"id\":\"1\"}");
            assertThat(notModified).startsWith("HTTP/1.1 304 Not Modified\r\n");
            int before = handled.get();

            assertThat(content(exchange(socket, GET + END))).isEqualTo(content(first));
            assertThat(content(exchange(socket, GET + "If-none-match:\"tag\" \r\n" + END)))
                    .isEqualTo(content(notModified));
            assertThat(content(exchange(socket, GET + "connection: Keep-Alive\r\nAccept-Encoding: gzip\r\n"
                    + "Cookie: a=b\r\nX-Anything: \r\nCache-Control: no-cache\r\n" + END))).isEqualTo(content(first));
            assertThat(handled).hasValue(before);
        }
    }

    @Test
    void theFirstResponseMayHaveNoBody() throws IOException {
        for (String first : List.of("HEAD /documents/1 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /documents/1 HTTP/1.1\r\nHost: x\r\nIf-None-Match: *\r\n\r\n")) {
            try (Socket socket = connect()) {
                send(socket, first);
                Eventually.holds("handled", () -> handled.get() > 0);
            }
            try (Socket socket = connect()) {
                String response = exchange(socket, "GET /documents/1 HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(response).startsWith("HTTP/1.1 200 OK\r\n").contains("Content-Type: application/json\r\n")
                        .endsWith("{\"id\":\"1\"}");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: https://example.com", "authorization: Bearer x", "Range: bytes=0-1",
            "Content-Length: 0", "Content-Length: 1", "Expect: 100-continue", "Headrace-Preview: x", "If-Match: *",
            "If-Modified-Since: x", "If-Unmodified-Since: x", "If-Range: x", "Upgrade: h2c", "Connection: close",
            "Connection: keep-alive, upgrade", "If-None-Match: \"other\"", "If-None-Match: *",
            "If-None-Match: \"tag\"\r\nIf-None-Match: \"b\"", "Accept-Encoding: a\r\nAccept-Encoding: b"})
    void unusualRequestsAreHandled(String fields) throws IOException {
        try (Socket socket = connect()) {
            exchange(socket, GET + END);
            String body = fields.equals("Content-Length: 1") ? "x" : "";
            assertThat(exchange(socket, GET + fields + "\r\n" + END + body)).startsWith("HTTP/1.1 ");
            assertThat(handled).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /documents/1?view=card HTTP/1.0\r\nHost: x\r\n\r\n",
            "HEAD /documents/1?view=card HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET http://x/documents/1?view=card HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /documents/1?view=%63ard HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /documents/1?view=cards HTTP/1.1\r\nHost: x\r\n\r\n"})
    void otherRequestsAreHandled(String request) throws IOException {
        try (Socket socket = connect()) {
            exchange(socket, GET + END);
            send(socket, request);
            Eventually.holds("handled", () -> handled.get() == 2);
        }
    }

    @Test
    void requestsInPiecesOrTogetherAreHandledInOrder() throws IOException, InterruptedException {
        try (Socket socket = connect()) {
            String first = exchange(socket, GET + END);
            for (String piece : List.of("G", GET.substring(1), "\r", "\n")) {
                send(socket, piece);
                Thread.sleep(50);
            }
            assertThat(content(receive(socket))).isEqualTo(content(first));
            assertThat(handled).hasValue(2);

            send(socket, GET + END + GET + END + GET.replace("1.1", "1.0") + END);
            for (int i = 0; i < 2; i++) {
                assertThat(content(receive(socket))).isEqualTo(content(first));
            }
            assertThat(receive(socket)).contains("\r\nConnection: close\r\n");
        }
    }

    /** Their headers may be for that origin only. */
    @Test
    void responsesToOtherOriginsAreNotUsed() throws IOException {
        try (Socket socket = connect()) {
            for (int i = 0; i < 2; i++) {
                exchange(socket, GET + "Origin: https://example.com\r\n" + END);
            }
            exchange(socket, GET + END);
            assertThat(handled).hasValue(3);
        }
    }

    @Test
    void outdatedResponsesAreNotUsed() throws IOException {
        try (Socket socket = connect()) {
            exchange(socket, GET + END);
            bodies.put("1", body("{\"id\":\"new\"}"));
            assertThat(exchange(socket, GET + END)).endsWith("{\"id\":\"new\"}");
            assertThat(exchange(socket, GET + END)).endsWith("{\"id\":\"new\"}");
            assertThat(handled).hasValue(2);
        }
    }

    private static final String GET_LARGE = "GET /documents/large HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void slowClientsGetEverythingInOrder() throws IOException, InterruptedException {
        try (Socket socket = connect()) {
            exchange(socket, GET_LARGE);
            send(socket, GET_LARGE);
            Thread.sleep(100);
            send(socket, GET_LARGE + GET + END);
            for (int i = 0; i < 2; i++) {
                String response = receive(socket);
                assertThat(response).startsWith("HTTP/1.1 200 OK\r\n");
                assertThat(response.length()).isGreaterThan(LARGE);
            }
            assertThat(receive(socket)).endsWith("{\"id\":\"1\"}");
            // Two of the requests arrived together.
            assertThat(handled.get()).isEqualTo(3);
        }
    }

    @Test
    void clientsThatReadNothingAreDisconnected() throws IOException {
        try (Socket socket = connect()) {
            exchange(socket, GET_LARGE);
            send(socket, GET_LARGE);
            Eventually.holds("disconnected", () -> isReset(socket));
            assertThat(handled).hasValue(1);
        }
    }

    /** Whether the server has closed the connection; reads nothing. */
    private static boolean isReset(Socket socket) {
        try {
            send(socket, "G");
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void shutdownWaitsForSlowClients() throws IOException, InterruptedException {
        try (Socket slow = connect(); Socket other = connect()) {
            exchange(slow, GET_LARGE);
            exchange(other, GET + END);
            send(slow, GET_LARGE);
            Thread.sleep(100);

            CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> server.drain(() -> {}));
            Eventually.holds("draining", () -> exchangeOnNewConnection().contains("Connection: close"));
            assertThat(exchange(other, GET + END)).contains("Connection: close");
            assertThat(drained).isNotDone();
            assertThat(receive(slow).length()).isGreaterThan(LARGE);
            drained.join();
        }
    }

    private String exchangeOnNewConnection() {
        try (Socket socket = connect()) {
            return exchange(socket, GET + END);
        } catch (IOException e) {
            return "";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br"})
    void compressedFormsAreTheSameAsThoseOfHandlers(String coding) throws IOException {
        String get = "GET /documents/text HTTP/1.1\r\nHost: x\r\nAccept-Encoding: " + coding + "\r\n";
        try (Socket socket = connect()) {
            Eventually.holds("compressed", () -> exchange(socket, get + END).contains("Content-Encoding: " + coding));
            String ready = exchange(socket, get + END);
            int before = handled.get();
            String handledToo = exchange(socket, get + "Origin: https://example.com\r\n" + END);
            assertThat(handled).hasValue(before + 1);
            assertThat(ready.length()).isLessThan(TEXT.length() / 2);
            assertThat(ready).contains("ETag: \"tag-" + coding + "\"\r\n", "Vary: Accept-Encoding\r\n");
            assertThat(content(ready)).isEqualTo(content(handledToo));

            String condition = "If-None-Match: \"tag-" + coding + "\"\r\n";
            String notModified = exchange(socket, get + condition + END);
            assertThat(handled).hasValue(before + 1);
            assertThat(notModified).startsWith("HTTP/1.1 304 ").contains("ETag: \"tag-" + coding + "\"\r\n");
            assertThat(content(exchange(socket, get + condition + "Origin: https://example.com\r\n" + END)))
                    .isEqualTo(content(notModified));
            String plain = exchange(socket, "GET /documents/text HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(plain).contains("ETag: \"tag\"\r\n", "Vary: Accept-Encoding\r\n").endsWith(TEXT)
                    .doesNotContain("Content-Encoding");
        }
    }

    @Test
    void requestsAreCounted() throws IOException {
        try (Socket socket = connect()) {
            for (int i = 0; i < 5; i++) {
                exchange(socket, GET + END);
            }
            exchange(socket, GET + "If-None-Match: \"tag\"\r\n" + END);
        }
        assertThat(handled).hasValue(1);
        assertThat(count("200")).isEqualTo(5);
        assertThat(count("304")).isEqualTo(1);
    }

    private long count(String status) {
        return registry.scrape(name -> name.equals("headrace_edge_request_seconds")).stream()
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .filter(point -> status.equals(point.getLabels().get("status")))
                .mapToLong(point -> ((HistogramDataPointSnapshot) point).getCount()).sum();
    }
}
