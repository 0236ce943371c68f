package dev.headrace.edge;

import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An edge in its own process, which tests may kill. */
final class EdgeProcess implements AutoCloseable {

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port = FreePorts.next();
    private final int managementPort = FreePorts.next();
    private final Process process;

    /** Waits until the edge is ready. */
    EdgeProcess(String redisUrl, Map<String, String> others) {
        ProcessBuilder builder = builder().inheritIO();
        builder.environment().putAll(others);
        builder.environment().putAll(Map.of("HEADRACE_REDIS_URL", redisUrl, "HEADRACE_EDGE_PORT",
                String.valueOf(port), "HEADRACE_EDGE_MANAGEMENT_PORT", String.valueOf(managementPort),
                "HEADRACE_EDGE_DRAIN_SECONDS", "0"));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Eventually.holds("the edge is ready", () -> send("GET", managementPort, "/readyz").get().statusCode() == 200);
        Eventually.holds("the queue is found",
                () -> send("GET", managementPort, "/metrics").get().body().contains("\nheadrace_edge_queue_up 1.0\n"));
    }

    static ProcessBuilder builder() {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "--enable-native-access=ALL-UNNAMED",
                "-Daws.accessKeyId=" + System.getProperty("aws.accessKeyId", "test"),
                "-Daws.secretAccessKey=" + System.getProperty("aws.secretAccessKey", "test"), Main.class.getName());
    }

    CompletableFuture<HttpResponse<String>> send(String method, String path, String... headers) {
        return send(method, port, path, headers);
    }

    CompletableFuture<HttpResponse<String>> management(String path) {
        return send("GET", managementPort, path);
    }

    int port() {
        return port;
    }

    private CompletableFuture<HttpResponse<String>> send(String method, int toPort, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + toPort + path))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }

    /** Sends SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Sends SIGTERM; returns the exit code. */
    int terminate() {
        process.destroy();
        return process.onExit().join().exitValue();
    }

    @Override
    public void close() {
        kill();
        http.close();
    }
}
