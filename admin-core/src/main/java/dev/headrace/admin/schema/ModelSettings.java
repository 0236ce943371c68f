package dev.headrace.admin.schema;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of model changes.
 *
 * @param maxEntriesAtOnce if a change affects more entries, a job adapts their values
 */
@ConfigurationProperties("headrace.model")
record ModelSettings(int maxEntriesAtOnce) {

    ModelSettings {
        if (maxEntriesAtOnce < 0 || maxEntriesAtOnce > 100_000) {
            throw new IllegalArgumentException(
                    "HEADRACE_MODEL_MAX_ENTRIES_AT_ONCE must be between 0 and 100000, not " + maxEntriesAtOnce);
        }
    }
}
