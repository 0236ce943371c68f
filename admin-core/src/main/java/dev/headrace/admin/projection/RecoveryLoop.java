package dev.headrace.admin.projection;

import dev.headrace.admin.background.BackgroundLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Checks Redis every second, in a thread of its own: scheduled tasks share a thread, and some of them take minutes. */
@Component
class RecoveryLoop implements SmartLifecycle {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final RedisRecovery recovery;
    private volatile @Nullable BackgroundLoop loop;

    RecoveryLoop(RedisRecovery recovery) {
        this.recovery = recovery;
    }

    @Override
    public void start() {
        BackgroundLoop starting = new BackgroundLoop("redis-recovery", INTERVAL, () -> {
            recovery.check();
            return false;
        });
        starting.start();
        loop = starting;
    }

    @Override
    public void stop() {
        BackgroundLoop stopping = loop;
        loop = null;
        if (stopping != null) {
            stopping.stop();
            stopping.join();
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }
}
