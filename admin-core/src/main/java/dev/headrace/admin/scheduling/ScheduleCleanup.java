package dev.headrace.admin.scheduling;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes ended changes after their retention time. */
@Component
class ScheduleCleanup {

    private static final Logger log = LoggerFactory.getLogger(ScheduleCleanup.class);

    private final ScheduledChanges changes;
    private final SchedulingSettings settings;
    private final Clock clock;

    ScheduleCleanup(ScheduledChanges changes, SchedulingSettings settings, Clock clock) {
        this.changes = changes;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 20, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            while (changes.deleteSomeEndedBefore(clock.instant().minus(settings.retention()))) {
                log.debug("Deleted scheduled changes that ended more than {} ago", settings.retention());
            }
        } catch (RuntimeException e) {
            log.warn("Deleting old scheduled changes failed; next attempt in an hour: {}", e.toString());
        }
    }
}
