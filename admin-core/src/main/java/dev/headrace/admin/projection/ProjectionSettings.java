package dev.headrace.admin.projection;

import dev.headrace.admin.settings.SettingCheck;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the projection.
 *
 * @param backgroundLoops number of background loops; one more loop renders only what is urgent
 * @param maxEmbeddedDocuments maximum number of documents embedded in one view of a document, over all levels
 * @param maxDocumentBytes maximum size of one view of a document
 */
@ConfigurationProperties("headrace.projection")
record ProjectionSettings(int backgroundLoops, int maxEmbeddedDocuments, int maxDocumentBytes) {

    ProjectionSettings {
        new SettingCheck()
                .between(1, 16, "backgroundLoops", backgroundLoops)
                .atLeast(0, "maxEmbeddedDocuments", maxEmbeddedDocuments)
                .between(10_000, 100_000_000, "maxDocumentBytes", maxDocumentBytes)
                .end();
    }
}
