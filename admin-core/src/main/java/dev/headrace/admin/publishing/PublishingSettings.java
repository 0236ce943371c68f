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
        SettingCheck.httpUrl("HEADRACE_EDGE_URL", edgeUrl);
        SettingCheck.require(!maxWait.isNegative() && maxWait.compareTo(MAX_WAIT) <= 0, "HEADRACE_PUBLISH_MAX_WAIT",
                "between 0s and 30s", maxWait);
        SettingCheck.require(receiptsKept.compareTo(Duration.ofHours(1)) >= 0, "HEADRACE_RECEIPTS_KEPT", "at least 1h",
                receiptsKept);
        SettingCheck.require(maxWatches >= 1, "HEADRACE_PUBLISH_MAX_WATCHES", "positive", maxWatches);
        SettingCheck.require(maxEventStreams >= 1, "HEADRACE_PUBLISH_MAX_EVENT_STREAMS", "positive", maxEventStreams);
        SettingCheck.positive("HEADRACE_PUBLISH_MAX_EVENT_STREAM_TIME", maxEventStreamTime);
    }
}
