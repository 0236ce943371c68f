package dev.headrace.admin.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobSettingsTest {

    @Test
    void theDelayBeforeARetryDoublesUpToTheLongest() {
        JobSettings settings = settings(2, 4, Duration.ofSeconds(2));

        assertThat(IntStream.of(1, 2, 3, 4, 5, 1_000_000).mapToObj(settings::delayBefore)).containsExactly(
                Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(10),
                Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    @Test
    void invalidSettingsAreRefusedByTheirNames() {
        assertThatThrownBy(() -> settings(0, 4, Duration.ofSeconds(2)))
                .hasMessage("HEADRACE_JOBS_CONCURRENCY must be between 1 and 64, not 0");
        assertThatThrownBy(() -> settings(1, 3, Duration.ofSeconds(2)))
                .hasMessage("HEADRACE_JOBS_MISSED_HEARTBEATS must be between 4 and 100, not 3");
        assertThatThrownBy(() -> settings(1, 4, Duration.ZERO))
                .hasMessage("HEADRACE_JOBS_RETRY_DELAY must be positive, not PT0S");
    }

    private static JobSettings settings(int concurrency, int missedHeartbeats, Duration retryDelay) {
        return new JobSettings(concurrency, Duration.ofSeconds(1), Duration.ofSeconds(1), missedHeartbeats,
                Duration.ofSeconds(1), 5, retryDelay, Duration.ofSeconds(10), Duration.ofSeconds(1),
                Duration.ofDays(1));
    }
}
