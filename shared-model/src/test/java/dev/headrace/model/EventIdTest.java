package dev.headrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class EventIdTest {

    private static final Partition PARTITION = new Partition(0xa7);
    private static final String TIMED_KEY = "0199a3c4-5d6e-7f80-9a1b-2c3d4e5f6071";

    @Test
    void freshIdContainsTimeAndPartition() {
        EventId id = EventId.fresh(Instant.parse("2026-11-22T23:59:59Z").toEpochMilli(), PARTITION);

        assertThat(id.partition()).isEqualTo(PARTITION);
        assertThat(id.day()).isEqualTo(LocalDate.of(2026, 11, 22));
        assertThat(id.timed()).isTrue();
    }

    @Test
    void idIsDerivedFromPrincipalRouteAndKey() {
        EventId id = EventId.derived("ann", "PUT /like", "k", PARTITION);

        assertThat(EventId.derived("ann", "PUT /like", "k", PARTITION)).isEqualTo(id);
        assertThat(EventId.derived("bob", "PUT /like", "k", PARTITION)).isNotEqualTo(id);
        assertThat(EventId.derived("ann", "PUT /love", "k", PARTITION)).isNotEqualTo(id);
        assertThat(EventId.derived("ann", "PUT /like", "l", PARTITION)).isNotEqualTo(id);
    }

    @Test
    void timedKeyDeterminesTheTimeOfTheId() {
        EventId id = EventId.derived("ann", "PUT /like", TIMED_KEY, PARTITION);

        assertThat(id.timed()).isTrue();
        assertThat(id.value().getMostSignificantBits() >>> 16).isEqualTo(0x0199a3c45d6eL);
        assertThat(id.partition()).isEqualTo(PARTITION);
    }

    @Test
    void keyWithoutTimeYieldsATimelessId() {
        EventId id = EventId.derived("ann", "PUT /like", "order 7", PARTITION);

        assertThat(id.timed()).isFalse();
        assertThat(id.day()).isEqualTo(LocalDate.EPOCH);
        assertThat(id.partition()).isEqualTo(PARTITION);
    }

    @Test
    void otherIdsAreRejected() {
        assertThatThrownBy(() -> EventId.parse("7c9e6679-7425-40de-944b-e07fc1f90ae7"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventId.parse("x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventId.parse("1-2-3-4-5")).isInstanceOf(IllegalArgumentException.class);
    }
}
