package dev.headrace.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Strict access to the properties of a JSON object: each method throws IllegalArgumentException for anything unexpected. */
public record EventFields(ObjectNode object) {

    static EventFields of(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return new EventFields(object);
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    /** A property that this version does not know may change the meaning of the others. */
    public EventFields only(String... names) {
        Set<String> known = Set.of(names);
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("unknown property '" + name + "'");
            }
        }
        return this;
    }

    /** A text that is not empty. */
    public String text(String name) {
        JsonNode value = object.path(name);
        if (!value.isString() || value.stringValue().isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' must be a text");
        }
        return value.stringValue();
    }

    /** The same, or null if the property is absent. */
    public @Nullable String optionalText(String name) {
        return object.has(name) ? text(name) : null;
    }

    public long whole(String name) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("'" + name + "' must be a whole number");
        }
        return value.longValue();
    }

    public boolean truth(String name) {
        JsonNode value = object.path(name);
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("'" + name + "' must be true or false");
        }
        return value.booleanValue();
    }

    public EventFields object(String name) {
        if (object.path(name) instanceof ObjectNode inner) {
            return new EventFields(inner);
        }
        throw new IllegalArgumentException("'" + name + "' must be an object");
    }
}
