package dev.headrace.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A write of one of the edge's users, as it travels from the outbox through the queue to the core.
 *
 * <p>Both tiers pass events on without knowing their kinds. Each kind reads and writes {@code data} itself; its events must
 * be safe to apply in any order, and only once per id.
 *
 * @param kind names the handler that applies it, such as {@code views}
 * @param actor the subject of the user's token; null for a write that needs no user
 * @param data what the kind says of the write; do not change the object
 */
public record InteractionEvent(EventId id, String kind, Target target, @Nullable String actor, ObjectNode data) {}
