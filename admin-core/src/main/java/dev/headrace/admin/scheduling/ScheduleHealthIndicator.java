package dev.headrace.admin.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** The core is unhealthy if a change should have been carried out more than a minute ago. */
@Component
class ScheduleHealthIndicator extends AbstractHealthIndicator {

    private static final Duration TOLERATED = Duration.ofMinutes(1);

    private final ScheduledChanges changes;
    private final Clock clock;

    ScheduleHealthIndicator(ScheduledChanges changes, Clock clock) {
        super("The schedule cannot be read.");
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Optional<ScheduledChange> overdue = changes.firstDue(clock.instant().minus(TOLERATED));
        overdue.ifPresentOrElse(change -> builder.down().withDetail("problem",
                "Scheduled changes are not carried out; the first has been due since " + change.dueAt() + "."),
                builder::up);
    }
}
