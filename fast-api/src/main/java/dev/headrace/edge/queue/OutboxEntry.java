package dev.headrace.edge.queue;

import dev.headrace.edge.redis.StreamEntry;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.Partition;

/**
 * An event in an outbox.
 *
 * @param id of the stream entry
 * @param element as an element of a message, see {@link InteractionCodec#element}
 */
public record OutboxEntry(Partition partition, String id, String element) {

    public static OutboxEntry of(Partition partition, String id, String clock, String event) {
        return new OutboxEntry(partition, id, InteractionCodec.element(clock, event));
    }

    static OutboxEntry of(Partition partition, StreamEntry entry) {
        return of(partition, entry.id(), entry.fields().getOrDefault("c", ""), entry.fields().getOrDefault("e", "{}"));
    }
}
