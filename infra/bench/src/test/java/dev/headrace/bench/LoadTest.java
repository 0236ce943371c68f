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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {

    private static final Duration RUN = Duration.ofMillis(400);

    @TempDir
    private Path folder;
    private HttpServer server;
    private Subject subject;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/good", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write(new byte[5]);
            exchange.close();
        });
        server.createContext("/slow", exchange -> {
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
    void aClosedLoopCountsAnswers() throws Exception {
        assertThat(new ClosedLoop().perSecond(subject, requests("/good"), 4, RUN)).isGreaterThan(10);
        assertThat(new ClosedLoop().perSecond(subject, requests("/slow"), 4, RUN)).isBetween(1.0, 41.0);
    }

    @Test
    void anAnswerThatIsNotGoodEndsTheMeasurement() {
        assertThatThrownBy(() -> new ClosedLoop().perSecond(subject, requests("/missing"), 1, RUN))
                .hasMessageContaining("404");
    }

    @Test
    void anOpenLoopCountsTheTimeThatRequestsSpentWaitingToBeSent() throws Exception {
        Latencies inTime = OpenLoop.measure(subject, requests("/slow"), 4, 8, RUN);
        assertThat(inTime.median()).isBetween(99.0, 300.0);
        // Ten times what the connections can do: the last requests should have been sent long before they were.
        Latencies overloaded = OpenLoop.measure(subject, requests("/slow"), 4, 400, RUN);
        assertThat(overloaded.p99()).isGreaterThan(1_000);
    }
}
