package dev.headrace.edge.interact;

import dev.headrace.edge.queue.Durability;
import dev.headrace.model.EventId;

/**
 * An accepted write.
 *
 * @param state the user's state after the write, as JSON
 * @param tally the target's tally including this write, as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // never compared or modified
record Accepted(EventId id, String state, byte[] tally, Durability durability) {}
