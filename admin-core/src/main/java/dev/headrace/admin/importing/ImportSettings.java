package dev.headrace.admin.importing;

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
        check(maxFiles >= 1 && maxFiles <= 10_000_000, "MAX_FILES", "between 1 and 10000000", maxFiles);
        check(maxSize.toBytes() >= 1, "MAX_SIZE", "positive", maxSize);
        check(maxUploads >= 1 && maxUploads <= 10_000, "MAX_UPLOADS", "between 1 and 10000", maxUploads);
        check(uploadRetention.isPositive(), "UPLOAD_RETENTION", "positive", uploadRetention);
        check(retention.isPositive(), "RETENTION", "positive", retention);
    }

    private static void check(boolean isValid, String variable, String expected, Object value) {
        if (!isValid) {
            throw new IllegalArgumentException(
                    "HEADRACE_IMPORTS_" + variable + " must be " + expected + ", not " + value);
        }
    }
}
