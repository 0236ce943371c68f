package dev.headrace.admin.interactions;

import dev.headrace.model.EventId;
import dev.headrace.model.Receipt;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The result of applying a message.
 *
 * @param events events that are now stored or rejected
 * @param tallies all tallies of their entries
 * @param corrections corrections of users' state in Redis
 * @param dead ids of the resulting {@link DeadEvents}
 */
record Outcome(List<SettledEvent> events, List<Tally> tallies, List<EntryCorrection> corrections, Set<UUID> dead) {

    /** An event that is no longer pending. */
    record SettledEvent(UUID entry, EventId id, Receipt.Status status) {}

    static final Outcome NONE = new Outcome(List.of(), List.of(), List.of(), Set.of());

    Outcome and(Outcome other) {
        return new Outcome(joined(events, other.events), joined(tallies, other.tallies),
                joined(corrections, other.corrections),
                Stream.concat(dead.stream(), other.dead.stream()).collect(Collectors.toUnmodifiableSet()));
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
