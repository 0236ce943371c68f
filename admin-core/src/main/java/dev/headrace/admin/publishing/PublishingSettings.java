package dev.headrace.admin.publishing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How publishing is answered and shown.
 *
 * @param edgeUrl where people reach the edge, for links
 * @param maxWait how long a call waits for its receipt to be complete
 * @param receiptsKept how long receipts are kept
 * @param maxWatches how many receipts may be waited for at the same time
 * @param maxEventStreams how many pages may be pushed the progress of a publication at the same time
 * @param maxEventStreamTime how long one of these streams stays open
 */
@ConfigurationProperties("headrace.publishing")
record PublishingSettings(String edgeUrl, Duration maxWait, Duration receiptsKept, int maxWatches,
        int maxEventStreams, Duration maxEventStreamTime) {

    PublishingSettings {
        if (maxWait.isNegative() || maxWait.compareTo(Duration.ofSeconds(30)) > 0) {
            throw new IllegalArgumentException("headrace.publishing.max-wait must be between 0 s and 30 s");
        }
        if (receiptsKept.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("HEADRACE_RECEIPTS_KEPT must be at least 1h, not " + receiptsKept);
        }
        if (maxWatches < 1 || maxEventStreams < 1 || !maxEventStreamTime.isPositive()) {
            throw new IllegalArgumentException("The bounds of headrace.publishing must be positive.");
        }
    }
}
