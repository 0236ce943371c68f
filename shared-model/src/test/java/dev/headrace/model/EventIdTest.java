package dev.headrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack")
class EventIdTest {

    private static final Partition PARTITION = new Partition(0xa7);
    private static final String TIMED_KEY = "0199a3c4-5d6e-7f80-9a1b-2c3d4e5f6071";
    private static final ReceiptKey KEY = new ReceiptKey("a secret");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 14);

    private static EventId derived(String principal, String route, String key) {
        return EventId.derived(KEY, principal, route, key, DAY, PARTITION);
    }

    @Test
    void freshIdContainsTimeAndPartition() {
        EventId id = EventId.fresh(Instant.parse("2026-11-22T23:59:59Z").toEpochMilli(), PARTITION);

        assertThat(id.partition()).isEqualTo(PARTITION);
        assertThat(id.day()).isEqualTo(LocalDate.of(2026, 11, 22));
        assertThat(id.timed()).isTrue();
    }

    @Test
    void idIsDerivedFromPrincipalRouteAndKey() {
        EventId id = derived("ann", "PUT /like", "k");

        assertThat(derived("ann", "PUT /like", "k")).isEqualTo(id);
        assertThat(derived("bob", "PUT /like", "k")).isNotEqualTo(id);
        assertThat(derived("ann", "PUT /love", "k")).isNotEqualTo(id);
        assertThat(derived("ann", "PUT /like", "l")).isNotEqualTo(id);
    }

    @Test
    void timedKeyDeterminesTheTimeOfTheId() {
        EventId id = derived("ann", "PUT /like", TIMED_KEY);

        assertThat(id.timed()).isTrue();
        assertThat(id.value().getMostSignificantBits() >>> 16).isEqualTo(0x0199a3c45d6eL);
        assertThat(id.partition()).isEqualTo(PARTITION);
    }

    @Test
    void otherKeysYieldAnIdOfTheDay() {
        EventId id = derived("ann", "PUT /like", "order 7");

        assertThat(id.timed()).isTrue();
        assertThat(id.day()).isEqualTo(DAY);
        assertThat(id.partition()).isEqualTo(PARTITION);
        assertThat(EventId.derived(KEY, "ann", "PUT /like", "order 7", DAY.plusDays(1), PARTITION)).isNotEqualTo(id);
        assertThat(EventId.derived(KEY, "ann", "PUT /like", TIMED_KEY, DAY.plusDays(1), PARTITION))
                .isEqualTo(derived("ann", "PUT /like", TIMED_KEY));
    }

    @Test
    void idsCannotBeComputedWithoutTheKey() {
        ReceiptKey other = new ReceiptKey("another secret");
        for (String key : List.of("order 7", TIMED_KEY)) {
            assertThat(EventId.derived(other, "ann", "PUT /like", key, DAY, PARTITION))
                    .isNotEqualTo(derived("ann", "PUT /like", key));
        }
        assertThat(other).hasToString("receipt key").isNotEqualTo(KEY).isEqualTo(new ReceiptKey("another secret"));
    }

    /** Edges of the first version derived them from keys without a time. */
    @Test
    void idsWithoutATimeAreRead() {
        EventId id = EventId.parse("e3d7f13f-2f68-85a7-9121-fe5cebca9199");

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
