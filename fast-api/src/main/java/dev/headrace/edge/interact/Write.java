package dev.headrace.edge.interact;

import dev.headrace.model.StateOperation;
import java.util.List;
import java.util.function.LongFunction;
import tools.jackson.databind.node.ObjectNode;

/** What a request to write means. */
public sealed interface Write {

    /**
     * A write that becomes one event.
     *
     * @param resource what is written, below the target, such as {@code reactions/like}; an idempotency key is valid for one
     *     resource
     * @param data of the event; it depends on the request alone, so that a retry has the same
     * @param operations what it changes in Redis
     * @param state what the answer says of the user's state
     */
    record Single(String resource, ObjectNode data, List<StateOperation> operations,
            ObjectNode state) implements Write {}

    /**
     * A write that is summed with others of its kind to the same target; they become one event and all get its answer.
     *
     * @param max maximum number of them in one event
     * @param sum the write for a number of them
     */
    record Summed(long max, LongFunction<Single> sum) implements Write {}
}
