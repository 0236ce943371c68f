package dev.headrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.headrace.bench.OpenLoop.Latencies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {

    private static final Duration RUN = Duration.ofMillis(400);

    @TempDir
    private Path folder;
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong notReady = new AtomicLong(2);
    private HttpServer server;
    private Subject subject;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/good", exchange -> {
            answers.incrementAndGet();
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write(new byte[5]);
            exchange.close();
        });
        server.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(notReady.getAndDecrement() > 0 ? 503 : 200, -1);
            exchange.close();
        });
        server.createContext("/slow", exchange -> {
            answers.incrementAndGet();
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        subject = new Subject("test", server.getAddress().getPort(), new ProcessBuilder("true").start());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Path requests(String path) throws IOException {
        return Files.writeString(folder.resolve("requests"), "GET\t" + path + "\tX-Test: 1\n");
    }

    @Test
    void closedLoopCountsResponses() throws Exception {
        long start = System.nanoTime();
        double rate = new ClosedLoop().perSecond(subject, requests("/good"), 4, RUN);
        double whole = (System.nanoTime() - start) / 1e9;

        // The measured time is between the configured time and the duration of the call.
        assertThat(answers.get()).isPositive();
        assertThat(rate).isBetween(answers.get() / whole, answers.get() * 1e9 / RUN.toNanos());
    }

    @Test
    void waitsUntilTheServerIsReady() throws Exception {
        Subject running = new Subject("test", subject.port(), new ProcessBuilder("sleep", "60").start());
        try (running) {
            running.awaitStart(() -> Subject.isReady(running.port()));
        }

        assertThat(notReady.get()).isNegative();
    }

    @Test
    void errorResponsesAbortTheMeasurement() {
        assertThatThrownBy(() -> new ClosedLoop().perSecond(subject, requests("/missing"), 1, RUN))
                .hasMessageContaining("404");
    }

    @Test
    void openLoopMeasuresFromTheIntendedSendTime() throws Exception {
        Latencies inTime = OpenLoop.measure(subject, requests("/slow"), 4, 8, RUN);
        answers.set(0);
        // Ten times the capacity of the connections: the last requests are sent long after their intended times.
        Latencies overloaded = OpenLoop.measure(subject, requests("/slow"), 4, 400, RUN);

        assertThat(answers.get()).isEqualTo(160);
        assertThat(overloaded.p99()).isGreaterThan(inTime.p99());
    }
}
