package dev.headrace.admin.jobs;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Reports a failure of the job scheduler within the last minute as unhealthy. */
@Component("jobsHealthIndicator")
class JobHealth extends AbstractSchedulerListener implements HealthIndicator {

    private static final Duration RECENT = Duration.ofMinutes(1);

    private final Clock clock;
    private volatile @Nullable Instant lastFailure;

    JobHealth(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType event) {
        switch (event) {
            case UNEXPECTED_ERROR, FAILED_HEARTBEAT, COMPLETIONHANDLER_ERROR, FAILUREHANDLER_ERROR ->
                lastFailure = clock.instant();
            default -> {
                // no failure
            }
        }
    }

    @Override
    public Health health() {
        Instant failure = lastFailure;
        boolean recent = failure != null && failure.plus(RECENT).isAfter(clock.instant());
        Health.Builder builder = recent ? Health.down() : Health.up();
        return failure == null ? builder.build() : builder.withDetail("lastFailure", failure).build();
    }
}
