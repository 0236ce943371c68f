package dev.headrace.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureLogTest {

    private final AtomicLong nanos = new AtomicLong();
    private final FailureLog log = new FailureLog(nanos::get);

    private static IllegalStateException failure() {
        return new IllegalStateException("thrown by the test");
    }

    @Test
    void oneFailureOfAKindIsLoggedEachMinute() {
        assertThat(log.countOrSuppress(failure())).isZero();
        assertThat(IntStream.range(0, 50).mapToLong(_ -> log.countOrSuppress(failure()))).containsOnly(-1L);
        assertThat(log.countOrSuppress(new StackOverflowError())).as("another kind").isZero();

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(log.countOrSuppress(failure())).isEqualTo(50);
        assertThat(log.countOrSuppress(failure())).isNegative();
    }
}
