package dev.headrace.admin.jobs;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSettingsTest {

    @Test
    void defaultsApplyWithoutVariables() {
        assertThat(Settings.defaults(JobSettings.class))
                .isEqualTo(new JobSettings(2, Duration.ofSeconds(1), Duration.ofSeconds(5), 4,
                        Duration.ofMillis(500), 10, Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofSeconds(4),
                        Duration.ofDays(30)));
    }

    @Test
    void eachVariableSetsItsField() {
        assertThat(Settings.with(JobSettings.class, Map.ofEntries(entry("HEADRACE_JOBS_CONCURRENCY", "3"),
                entry("HEADRACE_JOBS_POLL_INTERVAL", "4s"),
                entry("HEADRACE_JOBS_HEARTBEAT_INTERVAL", "5m"),
                entry("HEADRACE_JOBS_MISSED_HEARTBEATS", "6"),
                entry("HEADRACE_JOBS_PROGRESS_INTERVAL", "7ms"),
                entry("HEADRACE_JOBS_RETRIES", "8"),
                entry("HEADRACE_JOBS_RETRY_DELAY", "9s"),
                entry("HEADRACE_JOBS_MAX_RETRY_DELAY", "10m"),
                entry("HEADRACE_JOBS_SHUTDOWN_WAIT", "11s"),
                entry("HEADRACE_JOBS_RETENTION", "12d"))))
                .isEqualTo(new JobSettings(3, Duration.ofSeconds(4), Duration.ofMinutes(5), 6, Duration.ofMillis(7), 8,
                        Duration.ofSeconds(9), Duration.ofMinutes(10), Duration.ofSeconds(11), Duration.ofDays(12)));
    }

    @ParameterizedTest
    @CsvSource({"HEADRACE_JOBS_CONCURRENCY, 0, between 1 and 64",
            "HEADRACE_JOBS_CONCURRENCY, 65, between 1 and 64",
            "HEADRACE_JOBS_MISSED_HEARTBEATS, 3, between 4 and 100",
            "HEADRACE_JOBS_RETRIES, -1, between 0 and 100",
            "HEADRACE_JOBS_POLL_INTERVAL, 0s, positive",
            "HEADRACE_JOBS_HEARTBEAT_INTERVAL, 0s, positive",
            "HEADRACE_JOBS_PROGRESS_INTERVAL, 0s, positive",
            "HEADRACE_JOBS_RETRY_DELAY, 0s, positive",
            "HEADRACE_JOBS_MAX_RETRY_DELAY, 0s, positive",
            "HEADRACE_JOBS_SHUTDOWN_WAIT, 0s, positive",
            "HEADRACE_JOBS_RETENTION, 0s, positive"})
    void rejectsInvalidValuesNamingTheVariable(String variable, String value, String reason) {
        assertThatThrownBy(() -> Settings.with(JobSettings.class, Map.of(variable, value)))
                .hasMessageStartingWith(variable + " must be " + reason);
    }

    @Test
    void theRetryDelayDoublesUpToTheMaximum() {
        JobSettings settings = Settings.with(JobSettings.class, Map.of("HEADRACE_JOBS_MAX_RETRY_DELAY", "10s"));

        assertThat(IntStream.of(1, 2, 3, 4, 5, 1_000_000).mapToObj(settings::delayBefore)).containsExactly(
                Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(10),
                Duration.ofSeconds(10), Duration.ofSeconds(10));
    }
}
