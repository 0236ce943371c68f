package dev.headrace.edge.feature;

import dev.headrace.edge.http.Routes;
import java.util.List;

/** A feature of the edge: its routes, metrics, health and background work. */
public interface Feature extends AutoCloseable {

    /** Adds the feature's routes to the API. */
    default void addRoutes(Routes api) {
        // none
    }

    /** Registers the feature's metrics. */
    default void addMetrics(Metrics metrics) {
        // none
    }

    /** Current health issues; empty if healthy. Must be fast and must not throw. */
    default List<HealthIssue> healthIssues() {
        return List.of();
    }

    /** Starts background work. Features are started in list order. */
    default void start() {
        // nothing to start
    }

    /** Ends responses that would not end by themselves; called during shutdown, once new requests are rejected. */
    default void drain() {
        // none
    }

    /** Stops background work. Features are closed in reverse order, after requests have been drained. */
    @Override
    default void close() {
        // nothing to stop
    }
}
