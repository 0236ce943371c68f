package dev.headrace.admin.web;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionSettingsTest {

    @Test
    void defaultsApplyWithoutVariables() {
        assertThat(Settings.defaults(ConnectionSettings.class))
                .isEqualTo(new ConnectionSettings(200, Duration.ofSeconds(10)));
    }

    @Test
    void eachVariableSetsItsField() {
        assertThat(Settings.with(ConnectionSettings.class,
                Map.ofEntries(entry("HEADRACE_CORE_CONNECTIONS_PER_ADDRESS", "7"),
                        entry("HEADRACE_CORE_MAX_WAIT", "8s"))))
                .isEqualTo(new ConnectionSettings(7, Duration.ofSeconds(8)));
    }

    @ParameterizedTest
    @CsvSource({"HEADRACE_CORE_CONNECTIONS_PER_ADDRESS, 0, between 1 and 2000",
            "HEADRACE_CORE_CONNECTIONS_PER_ADDRESS, 2001, between 1 and 2000",
            "HEADRACE_CORE_MAX_WAIT, 0s, positive"})
    void rejectsInvalidValuesNamingTheVariable(String variable, String value, String reason) {
        assertThatThrownBy(() -> Settings.with(ConnectionSettings.class, Map.of(variable, value)))
                .hasMessageStartingWith(variable + " must be " + reason);
    }
}
