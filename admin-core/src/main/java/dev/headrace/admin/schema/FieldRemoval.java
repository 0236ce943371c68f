package dev.headrace.admin.schema;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Removes the values of fields, and the elements of block types, that no longer exist or are no longer valid. */
final class FieldRemoval {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FieldRemoval() {}

    /** @param ids of fields and block types; both are unique within a model */
    static ObjectNode without(JsonNode object, Set<String> ids) {
        ObjectNode kept = JSON.objectNode();
        object.properties().forEach(property -> {
            if (!ids.contains(property.getKey())) {
                kept.set(property.getKey(), value(property.getValue(), ids));
            }
        });
        return kept;
    }

    private static JsonNode value(JsonNode value, Set<String> ids) {
        if (value.isObject()) {
            return without(value, ids);
        }
        if (!value.isArray()) {
            return value;
        }
        ArrayNode kept = JSON.arrayNode();
        value.forEach(element -> {
            if (!ids.contains(element.path(ValueKeys.BLOCK).asString(""))) {
                kept.add(value(element, ids));
            }
        });
        return kept;
    }
}
