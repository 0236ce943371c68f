package dev.headrace.admin.releases;

import dev.headrace.admin.settings.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of releases.
 *
 * @param rollback time after its publication during which a release can be rolled back
 * @param pollInterval interval of checks for due releases
 */
@ConfigurationProperties("headrace.releases")
record ReleaseSettings(Duration rollback, Duration pollInterval) {

    ReleaseSettings {
        new SettingCheck()
                .require(!rollback.isNegative() && rollback.compareTo(Duration.ofDays(30)) <= 0, "rollback", rollback,
                        "between 0s and 30d")
                .require(pollInterval.toMillis() >= 10 && pollInterval.compareTo(Duration.ofMinutes(1)) <= 0,
                        "pollInterval", pollInterval, "between 10ms and 1m")
                .end();
    }
}
