package dev.headrace.admin.scheduling;

import dev.headrace.admin.background.BackgroundLoop;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Carries out scheduled changes for as long as the core runs; those that became due while no core ran come first. */
@Component
class ScheduleLoop implements SmartLifecycle {

    private final RunSchedule runSchedule;
    private final SchedulingSettings settings;
    private volatile @Nullable BackgroundLoop loop;

    ScheduleLoop(RunSchedule runSchedule, SchedulingSettings settings) {
        this.runSchedule = runSchedule;
        this.settings = settings;
    }

    @Override
    public void start() {
        BackgroundLoop starting = new BackgroundLoop("schedule", settings.pollInterval(), runSchedule::runNext);
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

    /** Why it does not work; empty if it does. */
    Optional<String> problem() {
        BackgroundLoop running = loop;
        return running == null ? Optional.empty() : running.problem();
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }
}
