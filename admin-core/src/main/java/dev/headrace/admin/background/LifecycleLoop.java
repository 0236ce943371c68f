package dev.headrace.admin.background;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** A {@link BackgroundLoop} that runs for as long as the core does. */
public abstract class LifecycleLoop implements SmartLifecycle {

    private final Supplier<BackgroundLoop> create;
    private volatile @Nullable BackgroundLoop loop;

    /** @param create called at each start */
    protected LifecycleLoop(Supplier<BackgroundLoop> create) {
        this.create = create;
    }

    @Override
    public void start() {
        BackgroundLoop starting = create.get();
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

    /** Ends a pause. */
    public void wake() {
        BackgroundLoop running = loop;
        if (running != null) {
            running.wake();
        }
    }

    /** Why it fails, other than because a service is unavailable; empty if it does not. */
    public Optional<String> problem() {
        BackgroundLoop running = loop;
        return running == null ? Optional.empty() : running.problem();
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }
}
