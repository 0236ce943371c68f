package dev.headrace.admin.jobs;

import static com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType.COMPLETIONHANDLER_ERROR;
import static com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType.RAN_DETECT_DEAD;
import static com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType.RAN_EXECUTE_DUE;
import static com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType.UNEXPECTED_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.health.contributor.Status;

class JobHealthTest {

    private final Clock clock = Clock.fixed(Instant.parse("2026-03-14T08:00:00Z"), ZoneOffset.UTC);
    private final JobHealth health = new JobHealth(clock);

    private void happen(SchedulerEventType... events) {
        for (SchedulerEventType event : events) {
            health.onSchedulerEvent(event);
        }
    }

    private Status status() {
        return health.health().getStatus();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNEXPECTED_ERROR", "FAILED_HEARTBEAT", "COMPLETIONHANDLER_ERROR", "FAILUREHANDLER_ERROR"})
    void aFailureIsShownUntilAllLoopsHaveWorkedAgain(SchedulerEventType failure) {
        happen(RAN_EXECUTE_DUE, RAN_DETECT_DEAD, failure);
        assertThat(status()).isEqualTo(Status.DOWN);

        happen(RAN_EXECUTE_DUE, RAN_EXECUTE_DUE);
        assertThat(status()).isEqualTo(Status.DOWN);

        happen(RAN_DETECT_DEAD);
        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void whatWorkedBeforeAFailureDoesNotCount() {
        happen(UNEXPECTED_ERROR, RAN_EXECUTE_DUE, COMPLETIONHANDLER_ERROR, RAN_DETECT_DEAD);

        assertThat(status()).isEqualTo(Status.DOWN);
    }
}
