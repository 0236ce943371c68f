package dev.headrace.admin.schema;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSettingsTest {

    @Test
    void defaultsApplyWithoutVariables() {
        assertThat(Settings.defaults(ModelSettings.class))
                .isEqualTo(new ModelSettings(500));
    }

    @Test
    void eachVariableSetsItsField() {
        assertThat(Settings.with(ModelSettings.class, Map.ofEntries(entry("HEADRACE_MODEL_MAX_ENTRIES_AT_ONCE", "7"))))
                .isEqualTo(new ModelSettings(7));
    }

    @ParameterizedTest
    @CsvSource({"HEADRACE_MODEL_MAX_ENTRIES_AT_ONCE, -1, between",
            "HEADRACE_MODEL_MAX_ENTRIES_AT_ONCE, 100001, between"})
    void rejectsInvalidValuesNamingTheVariable(String variable, String value, String reason) {
        assertThatThrownBy(() -> Settings.with(ModelSettings.class, Map.of(variable, value)))
                .hasMessageStartingWith(variable + " must be " + reason);
    }
}
