package dev.headrace.admin.interactions;

import dev.headrace.admin.settings.SettingCheck;
import dev.headrace.model.EventKeys;
import dev.headrace.model.SecretKeys;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the queue of the edge's events and of its workers.
 *
 * @param endpoint empty for the regional AWS endpoint
 * @param create whether to create the queue and its dead-letter queue if they are missing
 * @param workers number of worker threads
 * @param retryPause average pause after a failure of the database, Redis or the queue
 * @param eventKeys secret keys that verify messages, see {@link #keys}
 */
@ConfigurationProperties("headrace.queue")
record QueueSettings(String endpoint, String region, String name, boolean create, int workers, Duration retryPause,
        String eventKeys) {

    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,63}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,75}");
    private static final Duration MAX_RETRY_PAUSE = Duration.ofMinutes(1);

    QueueSettings {
        new SettingCheck()
                .httpUrlOrEmpty("endpoint", endpoint)
                .require(REGION.matcher(region).matches(), "region", region, "the name of a region")
                .require(NAME.matcher(name).matches(), "name", name, "1 to 75 letters, digits, '-' and '_'")
                .between(1, 64, "workers", workers)
                .require(retryPause.isPositive() && retryPause.compareTo(MAX_RETRY_PAUSE) <= 0, "retryPause",
                        retryPause,
                        "above 0 and at most one minute")
                .requireSecret(SecretKeys.isValid(eventKeys), "eventKeys", SecretKeys.FORM)
                .end();
    }

    String deadLetterName() {
        return name + "-dead";
    }

    EventKeys keys() {
        return new EventKeys(eventKeys);
    }

    @Override
    public String toString() {
        return "QueueSettings[endpoint=" + endpoint + ", region=" + region + ", name=" + name + ", eventKeys=hidden]";
    }
}
