package dev.headrace.admin.staff;

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

    private static final Duration MAX = Duration.ofDays(30);

    StaffSettings {
        if (sessionTimeout.compareTo(Duration.ofMinutes(1)) < 0 || sessionTimeout.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(
                    "HEADRACE_SESSION_TIMEOUT must be between 1m and 30d, not " + sessionTimeout);
        }
    }
}
