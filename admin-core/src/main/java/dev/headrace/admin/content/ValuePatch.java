package dev.headrace.admin.content;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A partial change of values in API form, as a JSON Merge Patch (RFC 7396): members that a patch omits stay, also those of
 * groups, and JSON null removes one. A list is replaced as a whole, but an element with the {@code _key} of a present one is
 * merged with it, so that whoever translates the texts of a list need not send its other values.
 */
final class ValuePatch {

    private static final String KEY = "_key";
    private static final String TYPE = "_type";

    private ValuePatch() {}

    static ObjectNode apply(ObjectNode present, ObjectNode patch) {
        ObjectNode result = present.deepCopy();
        patch.properties()
                .forEach(member -> result.set(member.getKey(),
                        merged(present.path(member.getKey()), member.getValue())));
        return result;
    }

    private static JsonNode merged(JsonNode present, JsonNode patch) {
        if (present instanceof ObjectNode before && patch instanceof ObjectNode changes) {
            return apply(before, changes);
        }
        if (present instanceof ArrayNode before && patch instanceof ArrayNode elements) {
            return list(before, elements);
        }
        return patch;
    }

    private static ArrayNode list(ArrayNode present, ArrayNode elements) {
        Map<String, ObjectNode> byKey = new HashMap<>();
        present.forEach(element -> {
            if (element instanceof ObjectNode object) {
                byKey.put(object.path(KEY).asString(""), object);
            }
        });
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        elements.forEach(element -> {
            ObjectNode before = byKey.get(element.path(KEY).asString(""));
            result.add(before != null && isSame(before, element) ? merged(before, element) : element);
        });
        return result;
    }

    private static boolean isSame(ObjectNode present, JsonNode element) {
        return element.isObject() && element.hasNonNull(KEY)
                && (!element.has(TYPE) || element.path(TYPE).equals(present.path(TYPE)));
    }
}
