package dev.headrace.edge.interact;

import dev.headrace.edge.http.PathValues;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.Target;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A write request whose writer is admitted and whose body is within limits.
 *
 * @param interactions the interactions allowed by the target's type
 * @param path the values of the route's parameters, starting with those of the target
 * @param actor the user's subject; null for kinds that need no user
 * @param body empty if the request has none
 */
public record WriteRequest(InteractionKind.Method method, Target target, Interactions interactions, PathValues path,
        @Nullable String actor, ObjectNode body) {

    /** The options of a kind for the target's type; a missing node if the type does not allow the kind. */
    public JsonNode options(InteractionKind kind) {
        return interactions.of(kind.option());
    }
}
