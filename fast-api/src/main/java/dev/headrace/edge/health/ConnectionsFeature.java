package dev.headrace.edge.health;

import dev.headrace.edge.connection.Connections;
import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.HealthIssue;
import dev.headrace.edge.feature.Metrics;
import java.util.List;

/** Metrics and health of the API's connections. */
public final class ConnectionsFeature implements Feature {

    private final Connections connections;

    public ConnectionsFeature(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void addMetrics(Metrics metrics) {
        metrics.gauge("headrace_edge_connections", "Open connections", connections::open);
        metrics.counter("headrace_edge_connections_refused_total",
                "Connections refused because of the limits in total and per address", connections::refused);
        metrics.counter("headrace_edge_connections_timed_out_total",
                "Connections closed because their clients were too slow or idle", connections::timedOut);
        metrics.counter("headrace_edge_connections_malformed_total",
                "Connections closed because of malformed requests", connections::malformed);
    }

    @Override
    public List<HealthIssue> healthIssues() {
        if (connections.isFull()) {
            return List.of(HealthIssue.blocking("All " + connections.max()
                    + " connections are in use; clients are refused."));
        }
        return connections.isNearLimit()
                ? List.of(HealthIssue.warning(connections.open() + " of " + connections.max()
                        + " connections are in use."))
                : List.of();
    }
}
