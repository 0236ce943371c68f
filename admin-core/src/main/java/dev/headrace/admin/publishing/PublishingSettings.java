package dev.headrace.admin.publishing;

import dev.headrace.admin.settings.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of publishing and its receipts.
 *
 * @param edgeUrl public URL of the edge, for links
 * @param maxWait maximum time that a call waits for its receipt to complete
 * @param receiptsKept time for which receipts are kept
 * @param maxWatches maximum number of callers waiting for receipts
 * @param maxEventStreams maximum number of concurrent progress streams
 * @param maxEventStreamTime maximum duration of a progress stream
 */
@ConfigurationProperties("headrace.publishing")
record PublishingSettings(String edgeUrl, Duration maxWait, Duration receiptsKept, int maxWatches,
        int maxEventStreams, Duration maxEventStreamTime) {

    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    PublishingSettings {
        new SettingCheck()
                .httpUrl("edgeUrl", edgeUrl)
                .require(!maxWait.isNegative() && maxWait.compareTo(MAX_WAIT) <= 0, "maxWait", maxWait,
                        "between 0s and 30s")
                .require(receiptsKept.compareTo(Duration.ofHours(1)) >= 0, "receiptsKept", receiptsKept, "at least 1h")
                .atLeast(1, "maxWatches", maxWatches)
                .atLeast(1, "maxEventStreams", maxEventStreams)
                .positive("maxEventStreamTime", maxEventStreamTime)
                .end();
    }
}
