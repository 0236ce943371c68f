package dev.headrace.admin.publishing;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishingSettingsTest {

    @Test
    void defaultsApplyWithoutVariables() {
        assertThat(Settings.defaults(PublishingSettings.class))
                .isEqualTo(new PublishingSettings("http://localhost:8080", Duration.ofSeconds(2),
                        Duration.ofDays(30), 1_000, 200, Duration.ofMinutes(5)));
    }

    @Test
    void eachVariableSetsItsField() {
        assertThat(Settings.with(PublishingSettings.class,
                Map.ofEntries(entry("HEADRACE_EDGE_URL", "https://example.org/edge"),
                        entry("HEADRACE_PUBLISH_MAX_WAIT", "3s"),
                        entry("HEADRACE_RECEIPTS_KEPT", "4h"),
                        entry("HEADRACE_PUBLISH_MAX_WATCHES", "5"),
                        entry("HEADRACE_PUBLISH_MAX_EVENT_STREAMS", "6"),
                        entry("HEADRACE_PUBLISH_MAX_EVENT_STREAM_TIME", "7m"))))
                .isEqualTo(
                        new PublishingSettings("https://example.org/edge", Duration.ofSeconds(3), Duration.ofHours(4),
                                5, 6, Duration.ofMinutes(7)));
    }

    @ParameterizedTest
    @CsvSource({"HEADRACE_EDGE_URL, localhost:8080, a URL",
            "HEADRACE_EDGE_URL, javascript:alert(), a URL",
            "HEADRACE_PUBLISH_MAX_WAIT, -1s, between",
            "HEADRACE_PUBLISH_MAX_WAIT, 31s, between",
            "HEADRACE_RECEIPTS_KEPT, 59m, at least 1h",
            "HEADRACE_PUBLISH_MAX_WATCHES, 0, at least 1",
            "HEADRACE_PUBLISH_MAX_EVENT_STREAMS, 0, at least 1",
            "HEADRACE_PUBLISH_MAX_EVENT_STREAM_TIME, 0s, positive"})
    void rejectsInvalidValuesNamingTheVariable(String variable, String value, String reason) {
        assertThatThrownBy(() -> Settings.with(PublishingSettings.class, Map.of(variable, value)))
                .hasMessageStartingWith(variable + " must be " + reason);
    }
}
