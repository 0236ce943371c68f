package dev.headrace.admin.staff;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaffSettingsTest {

    @Test
    void defaultsApplyWithoutVariables() {
        assertThat(Settings.defaults(StaffSettings.class))
                .isEqualTo(new StaffSettings(Duration.ofHours(12), true));
    }

    @Test
    void eachVariableSetsItsField() {
        assertThat(Settings.with(StaffSettings.class, Map.ofEntries(entry("HEADRACE_SESSION_TIMEOUT", "1m"),
                entry("HEADRACE_SECURE_COOKIES", "false"))))
                .isEqualTo(new StaffSettings(Duration.ofMinutes(1), false));
    }

    @ParameterizedTest
    @CsvSource({"HEADRACE_SESSION_TIMEOUT, 59s, between 1m and 30d",
            "HEADRACE_SESSION_TIMEOUT, 31d, between 1m and 30d"})
    void rejectsInvalidValuesNamingTheVariable(String variable, String value, String reason) {
        assertThatThrownBy(() -> Settings.with(StaffSettings.class, Map.of(variable, value)))
                .hasMessageStartingWith(variable + " must be " + reason);
    }
}
