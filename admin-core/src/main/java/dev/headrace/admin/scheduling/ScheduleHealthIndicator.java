package dev.headrace.admin.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The core is unhealthy if a change should have been carried out more than a minute ago. */
@Component
class ScheduleHealthIndicator implements HealthIndicator {

    private static final Duration TOLERATED = Duration.ofMinutes(1);

    private final ScheduledChanges changes;
    private final Clock clock;

    ScheduleHealthIndicator(ScheduledChanges changes, Clock clock) {
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Instant now = clock.instant();
        Optional<ScheduledChange> overdue = changes.firstDue(now.minus(TOLERATED));
        return overdue.map(change -> Health.down().withDetail("problem",
                "Scheduled changes are not carried out; the first has been due since " + change.dueAt() + ".").build())
                .orElseGet(() -> Health.up().build());
    }
}
