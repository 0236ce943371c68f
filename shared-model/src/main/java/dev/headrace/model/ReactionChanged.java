package dev.headrace.model;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Data of an event of the kind {@link #KIND}: the actor set or removed a reaction. Of several events of one actor,
 * the one with the latest clock wins.
 *
 * @param reaction such as {@code like}
 * @param on whether the reaction is set from now on
 */
public record ReactionChanged(String reaction, boolean on) {

    public static final String KIND = "reaction";

    public ReactionChanged {
        Metric.checked(Metric.reaction(reaction));
    }

    /** @throws IllegalArgumentException if the data is not valid */
    public static ReactionChanged parse(ObjectNode data) {
        EventFields fields = new EventFields(data).only("reaction", "on");
        return new ReactionChanged(fields.string("reaction"), fields.bool("on"));
    }

    public ObjectNode toJson() {
        return JsonNodeFactory.instance.objectNode().put("reaction", reaction).put("on", on);
    }
}
