package dev.headrace.bench;

import dev.headrace.services.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A measured server. */
record Subject(String name, int port, Process process) implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** Checks whether a server can be measured. */
    @FunctionalInterface
    interface Probe {
        boolean isReady() throws InterruptedException;
    }

    void awaitStart(Probe probe) throws IOException, InterruptedException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!probe.isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException(name + " does not start; see its log in infra/bench/target/data");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Whether a server without readiness endpoint accepts connections. */
    static boolean listens(int port) {
        return Ports.isTaken(port);
    }

    /** Whether a server reports that it is ready. */
    static boolean isReady(int managementPort) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/readyz"))
                .timeout(TIMEOUT).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, TIMEOUT.toSeconds(), TimeUnit.SECONDS).join().destroyForcibly();
    }
}
