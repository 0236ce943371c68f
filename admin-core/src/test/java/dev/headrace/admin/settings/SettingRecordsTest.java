package dev.headrace.admin.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.Settings;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** Rules for all settings records. */
class SettingRecordsTest {

    /** Values that no check accepts. */
    private static final Map<Class<?>, Object> INVALID = Map.of(int.class, Integer.MIN_VALUE, Duration.class,
            Duration.ofDays(-1), String.class, "\0", DataSize.class, DataSize.ofBytes(-1), boolean.class, false,
            InetAddress.class, InetAddress.getLoopbackAddress());
    /** They are checked by their type alone, or any text is valid. */
    private static final Set<String> UNCHECKED = Set.of("HEADRACE_ADMIN_PASSWORD");

    static Set<Map.Entry<String, Class<?>>> records() {
        return CheckSettings.records().entrySet();
    }

    @Test
    void allRecordsAreFound() {
        assertThat(CheckSettings.records()).containsKeys("server", "headrace.jobs", "headrace.administrator")
                .hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("records")
    void everySettingHasAVariableWithAValidDefault(Map.Entry<String, Class<?>> entry) {
        assertThatCode(() -> reject(entry, Map.of())).doesNotThrowAnyException();
    }

    /** Also checks that each type of a component is supported. */
    @ParameterizedTest
    @MethodSource("records")
    void valuesOfAnotherFormAreReportedByTheirVariables(Map.Entry<String, Class<?>> entry) {
        SettingValues values = new SettingValues(Settings.environment(Map.of()));
        for (RecordComponent component : entry.getValue().getRecordComponents()) {
            String variable = values.variable(entry.getKey(), component.getName());

            if (component.getType() != String.class) {
                assertThatThrownBy(() -> reject(entry, Map.of(variable, "no value"))).as(variable)
                        .hasMessageMatching(variable + " must be .+, not 'no value'");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyValueThatCanBeInvalidIsChecked(Map.Entry<String, Class<?>> entry) {
        SettingValues values = new SettingValues(Settings.environment(Map.of()));
        List<RecordComponent> components = List.of(entry.getValue().getRecordComponents());

        List<String> checked = SettingValues
                .invalid(entry.getValue(),
                        components.stream().map(component -> INVALID.get(component.getType())).toList())
                .stream().map(problem -> values.variable(entry.getKey(), problem.component())).toList();

        assertThat(checked).containsExactlyInAnyOrderElementsOf(components.stream()
                .filter(component -> !Set.of(boolean.class, InetAddress.class).contains(component.getType()))
                .map(component -> values.variable(entry.getKey(), component.getName()))
                .filter(variable -> !UNCHECKED.contains(variable)).toList());
    }

    private static void reject(Map.Entry<String, Class<?>> entry, Map<String, String> variables) {
        SettingProblems.reject(Settings.environment(variables), entry.getKey(), entry.getValue());
    }
}
