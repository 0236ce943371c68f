package dev.headrace.admin.schema;

import dev.headrace.admin.settings.SettingCheck;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of model changes.
 *
 * @param maxEntriesAtOnce if a change affects more entries, a job adapts their values
 */
@ConfigurationProperties("headrace.model")
record ModelSettings(int maxEntriesAtOnce) {

    ModelSettings {
        new SettingCheck()
                .between(0, 100_000, "maxEntriesAtOnce", maxEntriesAtOnce)
                .end();
    }
}
