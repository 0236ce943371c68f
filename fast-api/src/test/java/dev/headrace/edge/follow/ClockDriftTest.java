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

    private void redisSays(Instant time) {
        drift.measure(time.toEpochMilli());
    }

    @Test
    void driftIsUnknownBeforeTheFirstMeasurement() {
        assertThat(drift.isKnown()).isFalse();
        assertThat(drift.seconds()).isZero();
    }

    @Test
    void driftIsPositiveIfTheClockIsAhead() {
        redisSays(NOW.minusMillis(90_500));
        assertThat(drift.isKnown()).isTrue();
        assertThat(drift.seconds()).isEqualTo(90.5);
        redisSays(NOW.plusSeconds(2));
        assertThat(drift.seconds()).isEqualTo(-2);
    }

    @Test
    void driftOfMoreThanADayIsNotTolerable() {
        redisSays(NOW.plus(Duration.ofDays(1)));
        assertThat(drift.isTolerable()).isTrue();
        redisSays(NOW.plus(Duration.ofDays(1)).plusSeconds(1));
        assertThat(drift.isTolerable()).isFalse();
        redisSays(NOW.minus(Duration.ofDays(1)).minusSeconds(1));
        assertThat(drift.isTolerable()).isFalse();
        redisSays(NOW);
        assertThat(drift.isTolerable()).isTrue();
    }
}
