package dev.headrace.edge.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClockDriftTest {

    private static final Instant NOW = Instant.parse("2026-03-14T08:00:00Z");

    private final ClockDrift drift = new ClockDrift(Clock.fixed(NOW, ZoneOffset.UTC));

    private void setRedisTime(Instant time) {
        drift.measure(time.toEpochMilli());
    }

    @Test
    void driftIsUnknownBeforeTheFirstMeasurement() {
        assertThat(drift.isKnown()).isFalse();
        assertThat(drift.seconds()).isZero();
    }

    @Test
    void driftIsPositiveIfTheClockIsAhead() {
        setRedisTime(NOW.minusMillis(90_500));
        assertThat(drift.isKnown()).isTrue();
        assertThat(drift.seconds()).isEqualTo(90.5);
        setRedisTime(NOW.plusSeconds(2));
        assertThat(drift.seconds()).isEqualTo(-2);
    }

    @Test
    void driftOfMoreThanADayIsNotTolerable() {
        setRedisTime(NOW.plus(Duration.ofDays(1)));
        assertThat(drift.isTolerable()).isTrue();
        setRedisTime(NOW.plus(Duration.ofDays(1)).plusSeconds(1));
        assertThat(drift.isTolerable()).isFalse();
        setRedisTime(NOW.minus(Duration.ofDays(1)).minusSeconds(1));
        assertThat(drift.isTolerable()).isFalse();
        setRedisTime(NOW);
        assertThat(drift.isTolerable()).isTrue();
    }
}
