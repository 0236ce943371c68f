package dev.headrace.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.connection.ConnectionSettings;
import dev.headrace.edge.connection.Connections;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
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
    private static final ConnectionSettings CONNECTIONS = new ConnectionSettings(100, 0, SECONDS, SECONDS, SECONDS,
            SECONDS, 0);

    private final Routes api = new Routes();
    private HttpServer server = server(0);

    private HttpServer server(int ioThreads) {
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, 0, ioThreads, CONNECTIONS, List.of("*"), 0, "no-store",
                Duration.ZERO, Duration.ofSeconds(1));
        return new HttpServer(settings, new Connections(settings.admitted()), api, new Routes(),
                new RequestMetrics(new PrometheusRegistry()));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void thereIsOneThreadPerCoreByDefault() {
        assertThat(server.ioThreads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        server.stop();
        server = server(3);
        assertThat(server.ioThreads()).isEqualTo(3);
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
