package dev.headrace.edge.queue;

import java.util.Locale;

/** Where an accepted event is stored. */
public enum Durability {
    /** The queue has it. */
    QUEUE,
    /** It is in the outbox, because the queue is unavailable; it is sent later. */
    REDIS;

    /** The contract's word for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
