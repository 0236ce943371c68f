package dev.headrace.admin.content;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the trash.
 *
 * @param retention how long entries stay in the trash
 */
@ConfigurationProperties("headrace.trash")
record TrashSettings(Duration retention) {

    TrashSettings {
        if (!retention.isPositive()) {
            throw new IllegalArgumentException("HEADRACE_TRASH_RETENTION must be positive, not " + retention);
        }
    }
}
