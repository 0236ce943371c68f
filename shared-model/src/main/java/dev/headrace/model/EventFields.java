package dev.headrace.model;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Strict access to the properties of a JSON object: all methods throw IllegalArgumentException for unexpected input. */
public record EventFields(ObjectNode object) {

    static EventFields of(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return new EventFields(object);
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    /** Rejects unknown properties, because they may change the meaning of others. */
    public EventFields only(String... names) {
        Set<String> known = Set.of(names);
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("unknown property '" + name + "'");
            }
        }
        return this;
    }

    /** A non-empty string. */
    public String string(String name) {
        JsonNode value = object.path(name);
        if (!value.isString() || value.stringValue().isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' must be a string");
        }
        return value.stringValue();
    }

    /** A non-empty string, or null if the property is absent. */
    public @Nullable String optionalString(String name) {
        return object.has(name) ? string(name) : null;
    }

    /** Non-empty strings; none if the property is absent. */
    List<String> strings(String name, int max) {
        if (!object.has(name)) {
            return List.of();
        }
        JsonNode values = object.path(name);
        if (!values.isArray() || values.size() > max
                || values.valueStream().anyMatch(value -> !value.isString() || value.stringValue().isEmpty())) {
            throw new IllegalArgumentException("'" + name + "' must be a list of at most " + max + " strings");
        }
        return values.valueStream().map(JsonNode::stringValue).toList();
    }

    public long integer(String name) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("'" + name + "' must be an integer");
        }
        return value.longValue();
    }

    public boolean bool(String name) {
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
