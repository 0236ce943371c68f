package dev.headrace.admin.interactions;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The core is unhealthy if the queue is unavailable, its workers are paused or have ended, or messages are refused: unless
 * the keys are corrected, these end in the dead-letter queue.
 */
@Component
class QueueHealthIndicator implements HealthIndicator {

    private final InspectQueue inspect;

    QueueHealthIndicator(InspectQueue inspect) {
        this.inspect = inspect;
    }

    @Override
    public Health health() {
        QueueHealth now = inspect.now();
        if (now.queueError() != null) {
            return problem("The queue '" + now.name() + "' is unavailable: " + now.queueError());
        }
        if (now.workersError() != null) {
            return problem("Workers are paused: " + now.workersError());
        }
        if (now.refused() != null) {
            return problem("Messages are refused (" + now.refused()
                    + "): HEADRACE_EVENT_KEYS of edges and cores differ, or somebody else sends messages.");
        }
        return now.workers() < now.configuredWorkers()
                ? problem("Only " + now.workers() + " of " + now.configuredWorkers() + " workers are running.")
                : Health.up().build();
    }

    private static Health problem(String sentence) {
        return Health.down().withDetail("problem", sentence).build();
    }
}
