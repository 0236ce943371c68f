package dev.headrace.edge.interact;

import dev.headrace.edge.queue.Durability;
import dev.headrace.model.EventId;

/**
 * A write that was accepted.
 *
 * @param state the user's state after the write, as JSON
 * @param tally the target's tally with this write in it, as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and nobody changes the array
record Accepted(EventId id, String state, byte[] tally, Durability durability) {}
