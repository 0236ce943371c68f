package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack")
class ConnectionLimitsIT {

    private static final String GET = "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n";

    private final List<RawClient> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (RawClient client : open) {
            client.close();
        }
    }

    private RawClient connect(RunningEdge edge, String from) throws IOException {
        RawClient client = new RawClient(edge.port(), from);
        open.add(client);
        return client;
    }

    private void connect(RunningEdge edge, int count, String from) throws IOException {
        for (int i = 0; i < count; i++) {
            connect(edge, from);
        }
    }

    private static void awaitOpen(RunningEdge edge, int count) {
        Eventually.holds("connections are open", () -> edge.metric("headrace_edge_connections") == count);
    }

    private static RunningEdge edge(String max, String perAddress, String proxies) {
        return RunningEdge.start(Backends.redis().freshUrl(), Map.of("HEADRACE_EDGE_MAX_CONNECTIONS", max,
                "HEADRACE_EDGE_ADDRESS_CONNECTIONS", perAddress, "HEADRACE_EDGE_PROXIES", proxies));
    }

    @Test
    void oneAddressCannotUseAllConnections() throws IOException {
        try (RunningEdge edge = edge("20", "5", "0")) {
            connect(edge, 5, "127.0.0.2");
            awaitOpen(edge, 5);
            assertThat(connect(edge, "127.0.0.2").readToEnd()).startsWith("HTTP/1.1 429 ")
                    .contains("application/problem+json", "Retry-After: 1\r\n", "Connection: close\r\n");
            assertThat(connect(edge, "127.0.0.3").send(GET).readSome()).startsWith("HTTP/1.1 404 ");
            assertThat(edge.management("/readyz").statusCode()).isEqualTo(200);

            open.getFirst().close();
            awaitOpen(edge, 5);
            assertThat(connect(edge, "127.0.0.2").send(GET).readSome()).startsWith("HTTP/1.1 404 ");
            assertThat(edge.metric("headrace_edge_connections_refused_total")).isEqualTo(1);
        }
    }

    @Test
    void proxiesMayUseAllConnections() throws IOException {
        try (RunningEdge edge = edge("20", "5", "1")) {
            connect(edge, 6, "127.0.0.2");
            awaitOpen(edge, 6);
            assertThat(connect(edge, "127.0.0.2").send(GET).readSome()).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void readinessNoticesTheLimitAndHostileClientsDoNotKeepIt() throws IOException {
        try (RunningEdge edge = edge("20", "5", "0")) {
            for (int i = 2; i <= 5; i++) {
                connect(edge, 5, "127.0.0." + i);
            }
            awaitOpen(edge, 20);
            assertThat(connect(edge, "127.0.0.9").readToEnd()).startsWith("HTTP/1.1 503 ")
                    .contains("application/problem+json", "Retry-After: 1\r\n");
            assertThat(edge.management("/readyz").statusCode()).isEqualTo(503);
            assertThat(edge.management("/readyz").body()).contains("All 20 connections are in use");
            assertThat(edge.management("/healthz").statusCode()).isEqualTo(200);

            // Idle connections may stay open for a minute, but not near the limit.
            Eventually.holds("clients are served again", () -> connect(edge, "127.0.0.9").send(GET).readSome()
                    .startsWith("HTTP/1.1 404 "));
            Eventually.holds("the edge is ready again", () -> edge.management("/readyz").statusCode() == 200);
        }
    }
}
