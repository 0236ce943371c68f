package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.body.BodyForms;
import dev.headrace.edge.connection.ConnectionSettings;
import dev.headrace.edge.connection.Connections;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpServerIT {

    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final ConnectionSettings CONNECTIONS = new ConnectionSettings(100, 0, SHORT, SHORT, SECONDS, SHORT,
            ANSWER, 0);

    private final Routes api = new Routes();
    private HttpServer server = server(2);

    private static HttpSettings settings(int ioThreads) {
        return new HttpSettings("127.0.0.1", 0, 0, ioThreads, CONNECTIONS, List.of("*"), 0, "no-store", Duration.ZERO,
                Duration.ofSeconds(1));
    }

    private HttpServer server(int ioThreads) {
        HttpSettings settings = settings(ioThreads);
        RequestMetrics metrics = new RequestMetrics(new PrometheusRegistry());
        return new HttpServer(settings, new Connections(settings.admitted()), api, new Routes(), metrics,
                new PreparedResponses(0, new BodyForms(), metrics));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void thereIsOneThreadPerCoreByDefault() {
        assertThat(settings(0).ioThreads(7)).isEqualTo(7);
        assertThat(settings(3).ioThreads(7)).isEqualTo(3);
        server.stop();
        server = server(5);
        assertThat(server.ioThreads()).isEqualTo(5);
    }

    @Test
    void aRequestThatIsNeverAnsweredEnds() throws IOException {
        api.get("/slow", (exchange, _) -> Replies.when(new CompletableFuture<String>().completeOnTimeout("late",
                2 * SHORT.toMillis(), TimeUnit.MILLISECONDS), exchange, (reply, _) -> reply.endExchange()))
                .get("/never", (exchange, _) -> Replies.when(new CompletableFuture<>(), exchange, (_, _) -> {}));
        server.start();

        assertThat(answers("/slow")).startsWith("HTTP/1.1 200 ");
        assertThat(answers("/never")).isEmpty();
    }

    /** Everything that the server sends until it closes the connection. */
    private String answers(String path) throws IOException {
        try (Socket socket = connect(path)) {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private Socket connect(String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout((int) SECONDS.toMillis());
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(ISO_8859_1));
        return socket;
    }

    private static Throwable failure(String name) {
        return switch (name) {
            case "memory" -> new OutOfMemoryError("thrown by the test");
            case "stack" -> new StackOverflowError("thrown by the test");
            case "linkage" -> new NoClassDefFoundError("thrown by the test");
            default -> new IllegalStateException("thrown by the test");
        };
    }

    private static void fail(String name) {
        switch (failure(name)) {
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new AssertionError(name);
        }
    }

    /** Otherwise the client would wait until a timeout. */
    @ParameterizedTest
    @CsvSource({"memory, 503", "stack, 500", "linkage, 500", "bug, 500"})
    void allFailuresAreAnswered(String failure, int status) throws IOException, InterruptedException {
        CompletableFuture<String> later = new CompletableFuture<>();
        api.get("/at-once", (_, _) -> fail(failure))
                .get("/result",
                        (exchange, _) -> Replies.when(CompletableFuture.failedFuture(failure(failure)), exchange,
                                (_, _) -> {}))
                .get("/reply", (exchange, _) -> Replies.when(CompletableFuture.completedFuture(""), exchange,
                        (_, _) -> fail(failure)))
                .get("/later", (exchange, _) -> {
                    Replies.when(later, exchange, (_, _) -> fail(failure));
                    var _ = later.completeAsync(() -> "", CompletableFuture.delayedExecutor(50,
                            TimeUnit.MILLISECONDS));
                })
                .post("/body", (exchange, _) -> JsonBody.read(exchange, new JsonBody.Limits(100, 2, 10, true),
                        (_, _) -> fail(failure)));
        server.start();

        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : List.of("/at-once", "/result", "/reply", "/later", "/body")) {
                HttpRequest.Builder request = HttpRequest
                        .newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).timeout(SECONDS);
                HttpResponse<String> answer = client.send(path.equals("/body")
                        ? request.POST(HttpRequest.BodyPublishers.ofString("{}")).build()
                        : request.build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(status);
                assertThat(answer.body()).startsWith("{\"type\"").doesNotContain("thrown");
            }
        }
    }
}
