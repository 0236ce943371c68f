package dev.headrace.admin.projection;

import dev.headrace.admin.background.BackgroundLoop;
import dev.headrace.admin.background.LifecycleLoop;
import dev.headrace.admin.publishing.StagingAbandoned;
import dev.headrace.admin.redis.RedisStore;
import io.lettuce.core.RedisException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Runs the steps that releases begin. */
@Component
class StagingLoop extends LifecycleLoop {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(StagingLoop.class);

    private final OverlayStore overlays;

    StagingLoop(RunStaging runStaging, OverlayStore overlays) {
        super(() -> new BackgroundLoop("staging", INTERVAL, runStaging::advance, RedisStore::isUnavailable));
        this.overlays = overlays;
    }

    /** If this fails, its frames are older than any that follow. */
    @TransactionalEventListener
    void on(StagingAbandoned step) {
        try {
            overlays.delete(step.overlay());
        } catch (RedisException e) {
            log.warn("The overlay {} was not deleted: {}", step.overlay(), e.toString());
        }
    }
}
