package dev.headrace.edge.interact;

import dev.headrace.edge.queue.Durability;
import dev.headrace.model.EventId;
import java.util.Map;

/**
 * A write that was accepted.
 *
 * @param reactions the user's reactions that it concerned, and whether they stand now
 * @param tally the document's, with this write in it, as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and nobody changes the array
record Accepted(EventId id, Map<String, Boolean> reactions, byte[] tally, Durability durability) {}
