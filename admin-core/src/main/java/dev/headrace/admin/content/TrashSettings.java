package dev.headrace.admin.content;

import dev.headrace.admin.finding.TrashRetention;
import dev.headrace.admin.settings.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the trash.
 *
 * @param retention how long entries stay in the trash
 */
@ConfigurationProperties("headrace.trash")
record TrashSettings(Duration retention) implements TrashRetention {

    TrashSettings {
        new SettingCheck()
                .positive("retention", retention)
                .end();
    }
}
