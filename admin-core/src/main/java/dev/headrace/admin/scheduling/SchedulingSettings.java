package dev.headrace.admin.scheduling;

import dev.headrace.admin.settings.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the schedule.
 *
 * @param pollInterval interval of checks for due changes
 * @param retention time for which ended changes are kept
 */
@ConfigurationProperties("headrace.schedule")
record SchedulingSettings(Duration pollInterval, Duration retention) {

    SchedulingSettings {
        new SettingCheck()
                .require(pollInterval.toMillis() >= 10 && pollInterval.compareTo(Duration.ofMinutes(1)) <= 0,
                        "pollInterval", pollInterval, "between 10ms and 1m")
                .require(retention.compareTo(Duration.ofHours(1)) >= 0, "retention", retention, "at least 1h")
                .end();
    }
}
