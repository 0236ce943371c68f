package dev.headrace.admin.projection;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionSettingsTest {

    @Test
    void defaultsApplyWithoutVariables() {
        assertThat(Settings.defaults(ProjectionSettings.class))
                .isEqualTo(new ProjectionSettings(1, 2_000, 8_000_000, Duration.ofDays(1)));
    }

    @Test
    void eachVariableSetsItsField() {
        assertThat(Settings.with(ProjectionSettings.class, Map.ofEntries(entry("HEADRACE_PROJECTION_LOOPS", "3"),
                entry("HEADRACE_MAX_EMBEDDED_DOCUMENTS", "4"),
                entry("HEADRACE_MAX_DOCUMENT_BYTES", "50000"))))
                .isEqualTo(new ProjectionSettings(3, 4, 50_000, Duration.ofDays(1)));
    }

    @ParameterizedTest
    @CsvSource({"HEADRACE_PROJECTION_LOOPS, 0, between 1 and 16",
            "HEADRACE_PROJECTION_LOOPS, 17, between 1 and 16",
            "HEADRACE_MAX_EMBEDDED_DOCUMENTS, -1, at least 0",
            "HEADRACE_MAX_DOCUMENT_BYTES, 9999, between",
            "HEADRACE_MAX_DOCUMENT_BYTES, 100000001, between"})
    void rejectsInvalidValuesNamingTheVariable(String variable, String value, String reason) {
        assertThatThrownBy(() -> Settings.with(ProjectionSettings.class, Map.of(variable, value)))
                .hasMessageStartingWith(variable + " must be " + reason);
    }
}
