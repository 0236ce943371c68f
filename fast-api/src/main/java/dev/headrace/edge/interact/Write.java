package dev.headrace.edge.interact;

import dev.headrace.model.StateOperation;
import java.util.List;
import java.util.function.LongFunction;
import tools.jackson.databind.node.ObjectNode;

/** The meaning of a write request. */
public sealed interface Write {

    /**
     * A write that becomes one event.
     *
     * @param resource the written subresource of the target, such as {@code reactions/like}; an idempotency key is valid for
     *     one resource
     * @param data the event's data; it depends only on the request, so that a retry has the same data
     * @param operations the changes in Redis
     * @param state the user's state in the response
     */
    record Single(String resource, ObjectNode data, List<StateOperation> operations,
            ObjectNode state) implements Write {}

    /**
     * A write that is summed with others of its kind to the same target; they become one event and share its response.
     *
     * @param max maximum number of writes in one event
     * @param sum creates the write for a number of them
     */
    record Summed(long max, LongFunction<Single> sum) implements Write {}
}
