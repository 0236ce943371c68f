package dev.headrace.edge.queue;

import java.util.Locale;

/** Where an accepted event is safe. */
public enum Durability {
    /** The queue has it. */
    QUEUE,
    /** It is in the outbox, because the queue is away; it will be sent. */
    REDIS;

    /** The contract's word for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
