package dev.headrace.edge.feature;

import dev.headrace.edge.http.Routes;
import java.util.List;

/** A part of the edge, with everything that it adds to the whole. */
public interface Feature extends AutoCloseable {

    /** Adds the feature's routes to the API. */
    default void addRoutes(Routes api) {
        // none
    }

    /** Registers the feature's metrics. */
    default void addMetrics(Metrics metrics) {
        // none
    }

    /** What those who run the edge should know now; empty if all is well. It must be quick and must not throw. */
    default List<HealthIssue> issues() {
        return List.of();
    }

    /** Starts background work. Features are started in the order in which they are listed. */
    default void start() {
        // nothing to start
    }

    /** Stops background work; features are closed in reverse order, when requests have been drained. */
    @Override
    default void close() {
        // nothing to stop
    }
}
