package dev.headrace.admin.staff;

import dev.headrace.admin.settings.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings for staff.
 *
 * @param sessionTimeout idle time after which a session ends
 * @param secureCookies whether cookies are sent over TLS only
 */
@ConfigurationProperties("headrace.staff")
record StaffSettings(Duration sessionTimeout, boolean secureCookies) {

    private static final Duration MIN = Duration.ofMinutes(1);
    private static final Duration MAX = Duration.ofDays(30);

    StaffSettings {
        new SettingCheck()
                .require(sessionTimeout.compareTo(MIN) >= 0 && sessionTimeout.compareTo(MAX) <= 0, "sessionTimeout",
                        sessionTimeout, "between 1m and 30d")
                .end();
    }
}
