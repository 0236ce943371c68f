package dev.headrace.admin.scheduling;

import dev.headrace.admin.database.DatabaseCheck;
import dev.headrace.admin.database.StoredHealthIndicator;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** The core is unhealthy if a change should have been carried out more than a minute ago. */
@Component
class ScheduleHealthIndicator extends StoredHealthIndicator {

    private static final Duration TOLERATED = Duration.ofMinutes(1);

    private final ScheduledChanges changes;
    private final ScheduleLoop loop;
    private final Clock clock;

    ScheduleHealthIndicator(ScheduledChanges changes, ScheduleLoop loop, Clock clock, DatabaseCheck check) {
        super(check, "The schedule cannot be read.");
        this.changes = changes;
        this.loop = loop;
        this.clock = clock;
    }

    @Override
    protected void read(Health.Builder builder) {
        Optional<String> problem = loop.problem()
                .or(() -> changes.firstDue(clock.instant().minus(TOLERATED))
                        .map(change -> "Scheduled changes are not carried out; the first has been due since "
                                + change.dueAt() + "."));
        problem.ifPresentOrElse(sentence -> builder.down().withDetail("problem", sentence), builder::up);
    }
}
