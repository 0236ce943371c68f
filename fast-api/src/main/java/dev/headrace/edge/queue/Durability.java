package dev.headrace.edge.queue;

import java.util.Locale;

/** Where an accepted event is stored. */
public enum Durability {
    /** In the queue. */
    QUEUE,
    /** In the outbox because the queue is unavailable; sent later. */
    REDIS;

    /** The value in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
