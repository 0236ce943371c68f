package dev.headrace.admin.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Merges the shared values of an entry with the localized values of one locale. */
final class SharedValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SharedValues() {}

    /** The values in each locale of the model, with those of the first one where they are not localized. */
    static Map<String, ObjectNode> inLocales(SequencedMap<String, Field> fields, Locales locales,
            Map<String, ObjectNode> byLocale) {
        List<String> tags = locales.tags().stream().filter(byLocale::containsKey).toList();
        Map<String, ObjectNode> shared = new LinkedHashMap<>();
        tags.forEach(tag -> shared.put(tag, share(fields, Objects.requireNonNull(byLocale.get(tags.getFirst())),
                Objects.requireNonNull(byLocale.get(tag)))));
        return shared;
    }

    static ObjectNode share(SequencedMap<String, Field> fields, JsonNode from, JsonNode into) {
        ObjectNode shared = JSON.objectNode();
        for (Field field : fields.values()) {
            JsonNode value = field.localized()
                    ? share(field, into.path(field.id()), into.path(field.id()))
                    : share(field, from.path(field.id()), into.path(field.id()));
            if (!ValueReader.isEmpty(value)) {
                shared.set(field.id(), value);
            }
        }
        return shared;
    }

    private static JsonNode share(Field field, JsonNode from, JsonNode into) {
        if (ValueWalk.hasOtherShape(field, from)) {
            return from;
        }
        return switch (field.type()) {
            case Scalar _,FieldType.Reference _ -> from;
            case FieldType.Group group when !group.many() -> from.isObject() || into.isObject()
                    ? share(group.fields(), from, into)
                    : from;
            case FieldType.Group _,FieldType.Blocks _ -> list(field, from, into);
        };
    }

    /** The elements and their order are shared; each keeps its localized values. */
    private static JsonNode list(Field field, JsonNode from, JsonNode into) {
        Map<String, JsonNode> byKey = new HashMap<>();
        into.forEach(element -> byKey.put(element.path(ValueWalk.KEY).asString(""), element));
        ArrayNode elements = JSON.arrayNode();
        for (JsonNode element : from) {
            ValueWalk.fieldsOf(field, element).ifPresent(fields -> {
                JsonNode other = byKey.getOrDefault(element.path(ValueWalk.KEY).asString(""), JSON.missingNode());
                ObjectNode merged = JSON.objectNode();
                merged.set(ValueWalk.KEY, element.path(ValueWalk.KEY));
                if (element.has(ValueWalk.BLOCK)) {
                    merged.set(ValueWalk.BLOCK, element.path(ValueWalk.BLOCK));
                }
                merged.setAll(share(fields, element, other));
                elements.add(merged);
            });
        }
        return elements;
    }
}
