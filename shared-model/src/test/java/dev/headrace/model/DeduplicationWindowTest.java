package dev.headrace.model;

import static dev.headrace.model.DeduplicationWindow.DAYS;
import static dev.headrace.model.DeduplicationWindow.DAYS_AHEAD;
import static dev.headrace.model.DeduplicationWindow.DAYS_UNTIL_REJECTED;
import static dev.headrace.model.DeduplicationWindow.MAX_CLOCK_DRIFT;
import static dev.headrace.model.DeduplicationWindow.MAX_KEY_AHEAD;
import static dev.headrace.model.DeduplicationWindow.MAX_RECEIPT_AGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Events are applied exactly once only while these hold. */
class DeduplicationWindowTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-14T00:00:00Z");
    private static final Instant LAST_SECOND = Instant.parse("2026-03-14T23:59:59Z");

    /** Otherwise the documented limits, such as that of {@code HEADRACE_EDGE_RECEIPT_HOURS}, are untrue. */
    @Test
    void theWindowIsTheDocumentedOne() {
        assertThat(DAYS).isEqualTo(35);
        assertThat(MAX_RECEIPT_AGE).hasDays(34);
        assertThat(DAYS_UNTIL_REJECTED).isEqualTo(38);
    }

    @Test
    void theCoreAcceptsTheLatestDateThatAnEdgeCanGiveAnEvent() {
        LocalDate latest = day(LAST_SECOND.plus(MAX_CLOCK_DRIFT).plus(MAX_KEY_AHEAD));

        assertThat(latest).isBeforeOrEqualTo(day(LAST_SECOND).plusDays(DAYS_AHEAD));
    }

    /** Otherwise a retry with the oldest valid key would be rejected, or the core would no longer know the first attempt. */
    @Test
    void theCoreRemembersEventsForAsLongAsTheirKeysAreValid() {
        LocalDate oldest = day(MIDNIGHT.minus(MAX_RECEIPT_AGE));

        assertThat(oldest).isAfter(day(MIDNIGHT).minusDays(DAYS));
    }

    @Test
    void eventsAreRejectedOnceTheirPurgeIsForgotten() {
        LocalDate latest = day(LAST_SECOND).plusDays(DAYS_AHEAD);
        LocalDate forgotten = day(MIDNIGHT).plusDays(DAYS_UNTIL_REJECTED);

        assertThat(latest).isBefore(forgotten.minusDays(DAYS));
    }

    private static LocalDate day(Instant time) {
        return EventId.fresh(time.toEpochMilli(), new Partition(0)).day();
    }
}
