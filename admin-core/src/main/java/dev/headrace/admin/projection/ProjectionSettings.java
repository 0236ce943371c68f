package dev.headrace.admin.projection;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How documents are rendered.
 *
 * @param backgroundLoops how many loops render what nobody waits for; one more renders what staff publish
 * @param maxEmbeddedDocuments how many documents may be embedded in one document in one view, at all depths together
 * @param maxDocumentBytes how large a document may be in one view
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
