package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.Queue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** An in-process edge with an HTTP client. */
final class RunningEdge implements AutoCloseable {

    private final Edge edge;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String name;

    private RunningEdge(String name, Edge edge) {
        this.name = name;
        this.edge = edge;
    }

    /** Waits until the edge is ready. */
    static RunningEdge start(String redisUrl, Map<String, String> others) {
        RunningEdge running = startUnready(redisUrl, others);
        Eventually.holds("the edge is ready", () -> running.management("/readyz").statusCode() == 200);
        return running;
    }

    static RunningEdge startUnready(String redisUrl, Map<String, String> others) {
        return startUnready(redisUrl, others, Clock.systemUTC());
    }

    static RunningEdge startUnready(String redisUrl, Map<String, String> others, Clock clock) {
        String name = "edge-" + UUID.randomUUID();
        Map<String, String> variables = new HashMap<>(Map.of("HEADRACE_EDGE_PORT", "0", "HEADRACE_EDGE_MANAGEMENT_PORT",
                "0", "HEADRACE_EDGE_NAME", name, "HEADRACE_REDIS_URL", redisUrl, "HEADRACE_EDGE_DRAIN_SECONDS", "0",
                "HEADRACE_EDGE_SHUTDOWN_SECONDS", "2",
                // No server listens there.
                "HEADRACE_SQS_ENDPOINT", "http://127.0.0.1:1"));
        variables.putAll(others);
        return new RunningEdge(name, new Edge(Settings.from(new Environment(variables)), clock));
    }

    /** The variables that configure the queue. */
    static Map<String, String> shippingTo(Queue queue) {
        return Map.of("HEADRACE_SQS_ENDPOINT", queue.endpoint().toString(), "HEADRACE_SQS_REGION", queue.region(),
                "HEADRACE_SQS_QUEUE", queue.name());
    }

    String name() {
        return name;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        return send(edge.port(), method, path, body, headers);
    }

    HttpResponse<String> management(String path) {
        return send(edge.managementPort(), "GET", path, "");
    }

    double metric(String metric) {
        return management("/metrics").body().lines().filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1))).findFirst().orElseThrow();
    }

    double resynchronizations() {
        return metric("headrace_edge_follower_resynchronizations_total");
    }

    /** Waits until the list of articles has these and no others. */
    void awaitOnly(Article... articles) {
        Eventually.passes("only these are listed", () -> {
            String body = get("/v1/content/article").body();
            assertThat(body).contains("\"total\":" + articles.length + ",");
            for (Article article : articles) {
                assertThat(body).contains(article.json("card"));
            }
        });
    }

    int port() {
        return edge.port();
    }

    private HttpResponse<String> send(int port, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts graceful shutdown, like SIGTERM; requests can still be sent. */
    void stop() {
        edge.close();
    }

    @Override
    public void close() {
        http.close();
        edge.close();
    }
}
