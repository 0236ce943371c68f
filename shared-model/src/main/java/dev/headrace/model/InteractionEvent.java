package dev.headrace.model;

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
 */
public record InteractionEvent(EventId id, String kind, Target target, @Nullable String actor, ObjectNode data) {}
