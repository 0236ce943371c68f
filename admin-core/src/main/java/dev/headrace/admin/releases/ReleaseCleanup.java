package dev.headrace.admin.releases;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes what readers got before releases that cannot be rolled back any more. */
@Component
class ReleaseCleanup {

    private static final Logger log = LoggerFactory.getLogger(ReleaseCleanup.class);

    private final ReleaseItems items;
    private final ReleaseSettings settings;
    private final Clock clock;

    ReleaseCleanup(ReleaseItems items, ReleaseSettings settings, Clock clock) {
        this.items = items;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 25, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            while (items.forgetFormer(clock.instant().minus(settings.rollback()))) {
                log.debug("Deleted former states of releases from more than {} ago", settings.rollback());
            }
        } catch (RuntimeException e) {
            log.warn("Deleting former states of releases failed; next attempt in an hour: {}", e.toString());
        }
    }
}
