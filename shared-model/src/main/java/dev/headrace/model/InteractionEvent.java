package dev.headrace.model;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A write of a user, as sent from the outbox through the queue to the core.
 *
 * <p>Both tiers transport events independently of their kind. Each kind reads and writes {@code data} itself; its events
 * must be commutative, and are applied once per id.
 *
 * @param kind names the handler that applies it, such as {@code views}
 * @param actor the subject of the user's token; null for an anonymous write
 * @param data kind-specific data; must not be modified
 * @param otherIds ids that the same write may have had in an earlier attempt; it is applied only if no event with one of
 *     them was
 */
public record InteractionEvent(EventId id, String kind, Target target, @Nullable String actor, ObjectNode data,
        List<EventId> otherIds) {

    /** Maximum number of other ids. */
    public static final int MAX_OTHER_IDS = 200;

    public InteractionEvent {
        otherIds = List.copyOf(otherIds);
    }

    /** A write that has always had the same id. */
    public InteractionEvent(EventId id, String kind, Target target, @Nullable String actor, ObjectNode data) {
        this(id, kind, target, actor, data, List.of());
    }

    /** All ids that the write may have had, beginning with that of the event. */
    public Stream<EventId> ids() {
        return Stream.concat(Stream.of(id), otherIds.stream());
    }
}
