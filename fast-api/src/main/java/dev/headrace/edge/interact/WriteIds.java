package dev.headrace.edge.interact;

import dev.headrace.model.EventId;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ids that a write may have.
 *
 * @param first that of a first attempt
 * @param earlier those of attempts on earlier days or with former receipt keys; the core knows them from the event
 * @param later those of attempts at an edge whose clock is ahead and where the next day has begun; only their receipts are
 *     looked up. The core recognizes such an attempt because it names this day as an earlier one.
 */
record WriteIds(EventId first, List<EventId> earlier, List<EventId> later) {

    /** The id of a write that is never retried. */
    static WriteIds single(EventId id) {
        return new WriteIds(id, List.of(), List.of());
    }

    /** @param attempt as in {@link dev.headrace.model.AcceptResult.Replayed} */
    EventId of(int attempt) {
        return inOrder().skip(attempt).findFirst().orElseThrow();
    }

    /** All ids whose receipts are looked up. */
    Stream<EventId> inOrder() {
        return Stream.concat(Stream.of(first), Stream.concat(earlier.stream(), later.stream()));
    }
}
