package dev.headrace.admin.interactions;

import dev.headrace.admin.settings.SettingCheck;
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
 */
@ConfigurationProperties("headrace.queue")
record QueueSettings(String endpoint, String region, String name, boolean create, int workers, Duration retryPause) {

    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,63}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,75}");
    private static final Duration MAX_RETRY_PAUSE = Duration.ofMinutes(1);

    QueueSettings {
        if (!endpoint.isEmpty()) {
            SettingCheck.httpUrl("HEADRACE_SQS_ENDPOINT", endpoint);
        }
        SettingCheck.require(REGION.matcher(region).matches(), "HEADRACE_SQS_REGION", "the name of a region", region);
        SettingCheck.require(NAME.matcher(name).matches(), "HEADRACE_SQS_QUEUE",
                "1 to 75 letters, digits, '-' and '_'", name);
        SettingCheck.between(1, 64, "HEADRACE_WORKERS", workers);
        SettingCheck.require(retryPause.isPositive() && retryPause.compareTo(MAX_RETRY_PAUSE) <= 0,
                "HEADRACE_WORKER_RETRY_PAUSE", "above 0 and at most one minute", retryPause);
    }

    String deadLetterName() {
        return name + "-dead";
    }
}
