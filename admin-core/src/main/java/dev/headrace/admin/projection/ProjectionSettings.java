package dev.headrace.admin.projection;

import dev.headrace.admin.settings.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the projection.
 *
 * @param backgroundLoops number of background loops; one more loop renders only what is urgent
 * @param maxEmbeddedDocuments maximum number of documents embedded in one view of a document, over all levels
 * @param maxDocumentBytes maximum size of one view of a document
 * @param formerKept time for which Redis keeps what a release has replaced
 */
@ConfigurationProperties("headrace.projection")
record ProjectionSettings(int backgroundLoops, int maxEmbeddedDocuments, int maxDocumentBytes,
        Duration formerKept) {

    // Less than tombstones are kept, so that nothing that was unpublished since comes back.
    private static final Duration MAX_KEPT = Duration.ofDays(6);

    ProjectionSettings {
        new SettingCheck()
                .between(1, 16, "backgroundLoops", backgroundLoops)
                .atLeast(0, "maxEmbeddedDocuments", maxEmbeddedDocuments)
                .between(10_000, 100_000_000, "maxDocumentBytes", maxDocumentBytes)
                .require(!formerKept.isNegative() && formerKept.compareTo(MAX_KEPT) <= 0, "formerKept", formerKept,
                        "between 0s and 6d")
                .end();
    }
}
