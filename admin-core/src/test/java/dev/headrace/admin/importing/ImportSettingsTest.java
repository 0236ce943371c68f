package dev.headrace.admin.importing;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class ImportSettingsTest {

    @Test
    void defaultsApplyWithoutVariables() {
        assertThat(Settings.defaults(ImportSettings.class))
                .isEqualTo(new ImportSettings(100_000, DataSize.ofGigabytes(1), 20, Duration.ofHours(1),
                        Duration.ofDays(30)));
    }

    @Test
    void eachVariableSetsItsField() {
        assertThat(Settings.with(ImportSettings.class, Map.ofEntries(entry("HEADRACE_IMPORTS_MAX_FILES", "2"),
                entry("HEADRACE_IMPORTS_MAX_SIZE", "3MB"),
                entry("HEADRACE_IMPORTS_MAX_UPLOADS", "4"),
                entry("HEADRACE_IMPORTS_UPLOAD_RETENTION", "5m"),
                entry("HEADRACE_IMPORTS_RETENTION", "6d"))))
                .isEqualTo(
                        new ImportSettings(2, DataSize.ofMegabytes(3), 4, Duration.ofMinutes(5), Duration.ofDays(6)));
    }

    @ParameterizedTest
    @CsvSource({"HEADRACE_IMPORTS_MAX_FILES, 0, between",
            "HEADRACE_IMPORTS_MAX_FILES, 10000001, between",
            "HEADRACE_IMPORTS_MAX_SIZE, 0B, positive",
            "HEADRACE_IMPORTS_MAX_UPLOADS, 0, between",
            "HEADRACE_IMPORTS_MAX_UPLOADS, 10001, between",
            "HEADRACE_IMPORTS_UPLOAD_RETENTION, 0s, positive",
            "HEADRACE_IMPORTS_RETENTION, 0s, positive"})
    void rejectsInvalidValuesNamingTheVariable(String variable, String value, String reason) {
        assertThatThrownBy(() -> Settings.with(ImportSettings.class, Map.of(variable, value)))
                .hasMessageStartingWith(variable + " must be " + reason);
    }
}
