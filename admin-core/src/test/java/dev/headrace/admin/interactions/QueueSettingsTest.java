package dev.headrace.admin.interactions;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueSettingsTest {

    @Test
    void defaultsApplyWithoutVariables() {
        assertThat(Settings.defaults(QueueSettings.class))
                .isEqualTo(new QueueSettings("", "us-east-1", "headrace-interactions", false, 2,
                        Duration.ofSeconds(1), ""));
    }

    @Test
    void eachVariableSetsItsField() {
        assertThat(Settings.with(QueueSettings.class,
                Map.ofEntries(entry("HEADRACE_SQS_ENDPOINT", "http://127.0.0.1:9324"),
                        entry("HEADRACE_SQS_REGION", "local"),
                        entry("HEADRACE_SQS_QUEUE", "q_1"),
                        entry("HEADRACE_SQS_CREATE", "true"),
                        entry("HEADRACE_WORKERS", "64"),
                        entry("HEADRACE_WORKER_RETRY_PAUSE", "1ms"),
                        entry("HEADRACE_EVENT_KEYS", "k".repeat(32)))))
                .isEqualTo(new QueueSettings("http://127.0.0.1:9324", "local", "q_1", true, 64, Duration.ofMillis(1),
                        "k".repeat(32)));
    }

    @ParameterizedTest
    @CsvSource({"HEADRACE_SQS_ENDPOINT, localhost:9324, a URL",
            "HEADRACE_SQS_REGION, '', the name of a region",
            "HEADRACE_SQS_QUEUE, http://host/q, 1 to 75",
            "HEADRACE_WORKERS, 0, between",
            "HEADRACE_WORKERS, 65, between",
            "HEADRACE_WORKER_RETRY_PAUSE, 0s, above 0",
            "HEADRACE_WORKER_RETRY_PAUSE, 1h, above 0",
            "HEADRACE_EVENT_KEYS, ',', empty or 1 to 4 keys",
            "HEADRACE_EVENT_KEYS, too-short-secret, empty or 1 to 4 keys"})
    void rejectsInvalidValuesNamingTheVariable(String variable, String value, String reason) {
        assertThatThrownBy(() -> Settings.with(QueueSettings.class, Map.of(variable, value)))
                .hasMessageStartingWith(variable + " must be " + reason).hasMessageNotContaining("secret");
    }

    @Test
    void keysAreNotShown() {
        assertThat(Settings.with(QueueSettings.class, Map.of("HEADRACE_EVENT_KEYS", "k".repeat(32))).toString())
                .doesNotContain("kkk");
    }
}
