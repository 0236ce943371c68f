package dev.headrace.edge.queue;

import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.HealthIssue;
import dev.headrace.edge.feature.Metrics;
import dev.headrace.edge.redis.Store;
import java.util.List;

/** Ships accepted events from the outbox to the queue. */
public final class QueueFeature implements Feature {

    private final SqsQueue queue;
    private final Shipper shipper;
    private final Sweeper sweeper;

    /** @param edge this edge's name */
    public QueueFeature(Store store, QueueSettings settings, String edge) {
        queue = new SqsQueue(settings);
        shipper = new Shipper(queue, store, settings);
        sweeper = new Sweeper(queue, store, edge);
    }

    public Shipper shipper() {
        return shipper;
    }

    @Override
    public void addMetrics(Metrics metrics) {
        metrics.gauge("headrace_edge_queue_up", "1 if the queue accepts events", () -> shipper.isAvailable() ? 1 : 0);
        metrics.gauge("headrace_edge_shipper_waiting", "Events waiting to be sent to the queue", shipper::waiting);
    }

    @Override
    public List<HealthIssue> healthIssues() {
        String error = queue.lastError();
        return queue.isAvailable() || error == null
                ? List.of()
                : List.of(HealthIssue.warning(
                        "The queue is unavailable, and writes are kept in Redis: " + error));
    }

    @Override
    public void close() {
        shipper.close();
        sweeper.close();
        queue.close();
    }
}
