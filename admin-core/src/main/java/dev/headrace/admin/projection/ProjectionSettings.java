package dev.headrace.admin.projection;

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
        if (backgroundLoops < 1 || backgroundLoops > 16) {
            throw new IllegalArgumentException(
                    "HEADRACE_PROJECTION_LOOPS must be between 1 and 16, not " + backgroundLoops);
        }
        if (maxEmbeddedDocuments < 0) {
            throw new IllegalArgumentException(
                    "HEADRACE_MAX_EMBEDDED_DOCUMENTS must be at least 0, not " + maxEmbeddedDocuments);
        }
        if (maxDocumentBytes < 10_000 || maxDocumentBytes > 100_000_000) {
            throw new IllegalArgumentException(
                    "HEADRACE_MAX_DOCUMENT_BYTES must be between 10000 and 100000000, not " + maxDocumentBytes);
        }
    }
}
