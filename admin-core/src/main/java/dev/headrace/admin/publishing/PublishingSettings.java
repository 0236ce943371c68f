package dev.headrace.admin.publishing;

import java.net.URI;
import java.net.URISyntaxException;
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
