package dev.headrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {

    @Test
    void retriesUntilTheConditionHolds() {
        AtomicInteger attempts = new AtomicInteger();

        Eventually.holds("there were three attempts", () -> attempts.incrementAndGet() == 3);

        assertThat(attempts).hasValue(3);
    }

    @Test
    void treatsExceptionsAsNotYet() {
        AtomicInteger attempts = new AtomicInteger();

        Eventually.passes("it is up", () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IOException("connection refused");
            }
        });

        assertThat(attempts).hasValue(3);
    }

    @Test
    void reportsTheConditionAndTheLastFailure() {
        assertThatThrownBy(() -> Eventually.passes("the count is 2", Duration.ofMillis(50),
                () -> assertThat(1).as("count").isEqualTo(2))).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Not within 50 ms: the count is 2 (").hasRootCauseInstanceOf(Error.class);
    }
}
