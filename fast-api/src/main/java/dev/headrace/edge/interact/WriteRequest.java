package dev.headrace.edge.interact;

import dev.headrace.edge.http.PathValues;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.Target;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to write, whose writer is admitted and whose body is within its bounds.
 *
 * @param interactions what the target's type allows
 * @param path the values of the route's parameters, those of the target first
 * @param actor the user's subject; null for kinds that anybody may write
 * @param body empty if the request has none
 */
public record WriteRequest(InteractionKind.Method method, Target target, Interactions interactions, PathValues path,
        @Nullable String actor, ObjectNode body) {

    /** What the target's type says of a kind; a missing node if it does not allow it. */
    public JsonNode options(InteractionKind kind) {
        return interactions.of(kind.option());
    }
}
