package dev.headrace.admin.jobs;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Reports a failure of the job scheduler as unhealthy until its loops have read the database again, as after an outage, at
 * most for a minute.
 */
@Component("jobsHealthIndicator")
class JobHealth extends AbstractSchedulerListener implements HealthIndicator {

    private static final Duration RECENT = Duration.ofMinutes(1);

    /** The loops that read the database whether or not there are jobs; the slower one runs at twice the heartbeat interval. */
    private static final Set<SchedulerEventType> LOOPS = Set.of(SchedulerEventType.RAN_EXECUTE_DUE,
            SchedulerEventType.RAN_DETECT_DEAD);

    private final Clock clock;
    private @Nullable Instant lastFailure;
    private final Set<SchedulerEventType> workedSince = EnumSet.noneOf(SchedulerEventType.class);

    JobHealth(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void onSchedulerEvent(SchedulerEventType event) {
        switch (event) {
            case UNEXPECTED_ERROR, FAILED_HEARTBEAT, COMPLETIONHANDLER_ERROR, FAILUREHANDLER_ERROR -> {
                lastFailure = clock.instant();
                workedSince.clear();
            }
            case RAN_EXECUTE_DUE, RAN_DETECT_DEAD -> workedSince.add(event);
            default -> {
                // neither a failure nor a recovery
            }
        }
    }

    @Override
    public synchronized Health health() {
        Instant failure = lastFailure;
        boolean isDown = failure != null && failure.plus(RECENT).isAfter(clock.instant())
                && !workedSince.containsAll(LOOPS);
        Health.Builder builder = isDown ? Health.down() : Health.up();
        return failure == null ? builder.build() : builder.withDetail("lastFailure", failure).build();
    }
}
