package dev.headrace.admin.projection;

import dev.headrace.admin.background.BackgroundLoop;
import dev.headrace.admin.background.LifecycleLoop;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Checks Redis every second, in a thread of its own: scheduled tasks share a thread, and some of them take minutes. */
@Component
class RecoveryLoop extends LifecycleLoop {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    RecoveryLoop(RedisRecovery recovery) {
        super(() -> new BackgroundLoop("redis-recovery", INTERVAL, () -> {
            recovery.check();
            return false;
        }));
    }
}
