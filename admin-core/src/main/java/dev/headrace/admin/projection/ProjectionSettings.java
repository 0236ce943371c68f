package dev.headrace.admin.projection;

import dev.headrace.admin.settings.SettingCheck;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the projection.
 *
 * @param backgroundLoops number of background loops; one more loop renders only what staff publish
 * @param maxEmbeddedDocuments maximum number of documents embedded in one view of a document, over all levels
 * @param maxDocumentBytes maximum size of one view of a document
 */
@ConfigurationProperties("headrace.projection")
record ProjectionSettings(int backgroundLoops, int maxEmbeddedDocuments, int maxDocumentBytes) {

    ProjectionSettings {
        SettingCheck.between(1, 16, "HEADRACE_PROJECTION_LOOPS", backgroundLoops);
        SettingCheck.require(maxEmbeddedDocuments >= 0, "HEADRACE_MAX_EMBEDDED_DOCUMENTS", "at least 0",
                maxEmbeddedDocuments);
        SettingCheck.between(10_000, 100_000_000, "HEADRACE_MAX_DOCUMENT_BYTES", maxDocumentBytes);
    }
}
