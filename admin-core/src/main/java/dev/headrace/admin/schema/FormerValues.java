package dev.headrace.admin.schema;

import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Moves the values of replaced fields to their replacements. */
final class FormerValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FormerValues() {}

    /** @param stored values of any model version; unknown ones are kept */
    static ObjectNode moved(SequencedMap<String, Field> fields, JsonNode stored) {
        ObjectNode moved = (ObjectNode) stored.deepCopy();
        for (Field field : fields.values()) {
            Stream.concat(Stream.of(field.id()), field.formerIds().stream()).map(stored::get).filter(Objects::nonNull)
                    .findFirst().ifPresent(value -> moved.set(field.id(), inside(field, value)));
        }
        return moved;
    }

    private static JsonNode inside(Field field, JsonNode value) {
        if (field.groupFields().isPresent() && value.isObject()) {
            return moved(field.groupFields().get(), value);
        }
        if (!field.many() || !value.isArray()) {
            return value;
        }
        ArrayNode elements = JSON.arrayNode();
        value.forEach(element -> elements
                .add(ValueWalk.fieldsOf(field, element).map(fields -> (JsonNode) moved(fields, element))
                        .orElse(element)));
        return elements;
    }
}
