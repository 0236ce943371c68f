package dev.headrace.admin.web;

import dev.headrace.admin.settings.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Limits of what clients can hold open.
 *
 * @param perAddress maximum number of connections from a client address
 * @param maxWait how long a client may keep the server waiting within a request, see {@link GuardedChannel}
 */
@ConfigurationProperties("headrace.connections")
record ConnectionSettings(int perAddress, Duration maxWait) {

    private static final int MAX = 2_000;

    /** Until the server has its settings. */
    static final ConnectionSettings UNLIMITED = new ConnectionSettings(MAX, Duration.ofDays(1));

    ConnectionSettings {
        new SettingCheck()
                .between(1, MAX, "perAddress", perAddress)
                .positive("maxWait", maxWait)
                .end();
    }
}
