package dev.headrace.admin.scheduling;

import dev.headrace.admin.background.BackgroundLoop;
import dev.headrace.admin.background.LifecycleLoop;
import org.springframework.stereotype.Component;

/** Carries out scheduled changes for as long as the core runs; those that became due while no core ran come first. */
@Component
class ScheduleLoop extends LifecycleLoop {

    ScheduleLoop(RunSchedule runSchedule, SchedulingSettings settings) {
        super(() -> new BackgroundLoop("schedule", settings.pollInterval(), runSchedule::runNext));
    }
}
