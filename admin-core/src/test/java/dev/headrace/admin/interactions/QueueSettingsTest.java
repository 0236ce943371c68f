package dev.headrace.admin.interactions;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QueueSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void usualSettingsAreAccepted() {
        assertThatCode(() -> new QueueSettings("", "us-east-1", "headrace-interactions", false, 2, SECOND))
                .doesNotThrowAnyException();
        assertThatCode(() -> new QueueSettings("http://127.0.0.1:9324", "local", "q_1", true, 64,
                Duration.ofMillis(1))).doesNotThrowAnyException();
    }

    @Test
    void aSettingThatIsNotValidIsNamedByItsVariable() {
        assertRefused("HEADRACE_SQS_ENDPOINT", "localhost:9324", "us-east-1", "q", 2, SECOND);
        assertRefused("HEADRACE_SQS_REGION", "", "", "q", 2, SECOND);
        assertRefused("HEADRACE_SQS_QUEUE", "", "us-east-1", "http://host/q", 2, SECOND);
        assertRefused("HEADRACE_WORKERS", "", "us-east-1", "q", 0, SECOND);
        assertRefused("HEADRACE_WORKERS", "", "us-east-1", "q", 65, SECOND);
        assertRefused("HEADRACE_WORKER_RETRY_PAUSE", "", "us-east-1", "q", 2, Duration.ZERO);
        assertRefused("HEADRACE_WORKER_RETRY_PAUSE", "", "us-east-1", "q", 2, Duration.ofHours(1));
    }

    private static void assertRefused(String variable, String endpoint, String region, String name, int workers,
            Duration pause) {
        assertThatThrownBy(() -> new QueueSettings(endpoint, region, name, false, workers, pause))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(variable + " must be ");
    }
}
