package dev.headrace.admin.importing;

import dev.headrace.admin.settings.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Limits of imports.
 *
 * @param maxFiles maximum number of files of one import
 * @param maxSize maximum total size of the files of one import
 * @param maxUploads maximum number of concurrent uploads
 * @param uploadRetention idle time after which an upload is deleted
 * @param retention how long the outcomes of an import are kept after its start
 */
@ConfigurationProperties("headrace.imports")
record ImportSettings(int maxFiles, DataSize maxSize, int maxUploads, Duration uploadRetention, Duration retention) {

    ImportSettings {
        new SettingCheck()
                .between(1, 10_000_000, "maxFiles", maxFiles)
                .require(maxSize.toBytes() >= 1, "maxSize", maxSize, "positive")
                .between(1, 10_000, "maxUploads", maxUploads)
                .positive("uploadRetention", uploadRetention)
                .positive("retention", retention)
                .end();
    }
}
