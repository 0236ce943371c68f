package dev.headrace.admin.publishing;

import java.net.URI;
import java.net.URISyntaxException;
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
        check(isHttpUrl(edgeUrl), "HEADRACE_EDGE_URL", "a URL such as https://HOST", edgeUrl);
        check(!maxWait.isNegative() && maxWait.compareTo(MAX_WAIT) <= 0, "HEADRACE_PUBLISH_MAX_WAIT",
                "between 0s and 30s", maxWait);
        check(receiptsKept.compareTo(Duration.ofHours(1)) >= 0, "HEADRACE_RECEIPTS_KEPT", "at least 1h", receiptsKept);
        check(maxWatches >= 1, "HEADRACE_PUBLISH_MAX_WATCHES", "positive", maxWatches);
        check(maxEventStreams >= 1, "HEADRACE_PUBLISH_MAX_EVENT_STREAMS", "positive", maxEventStreams);
        check(maxEventStreamTime.isPositive(), "HEADRACE_PUBLISH_MAX_EVENT_STREAM_TIME", "positive",
                maxEventStreamTime);
    }

    private static boolean isHttpUrl(String text) {
        try {
            URI url = new URI(text);
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void check(boolean isValid, String variable, String expected, Object value) {
        if (!isValid) {
            throw new IllegalArgumentException(variable + " must be " + expected + ", not " + value);
        }
    }
}
