package dev.headrace.model;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Data of an event of the kind {@link #KIND}: a number of views of one document, summed by an edge over a short time.
 *
 * @param count 1 to {@link #MAX_COUNT}
 */
public record ViewsCounted(long count) {

    public static final String KIND = "views";

    /** Maximum number of views in one event. */
    public static final long MAX_COUNT = 1_000_000;

    public ViewsCounted {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("count must be between 1 and " + MAX_COUNT + ": " + count);
        }
    }

    /** @throws IllegalArgumentException if the data is not valid */
    public static ViewsCounted parse(ObjectNode data) {
        return new ViewsCounted(new EventFields(data).only("count").integer("count"));
    }

    public ObjectNode toJson() {
        return JsonNodeFactory.instance.objectNode().put("count", count);
    }
}
