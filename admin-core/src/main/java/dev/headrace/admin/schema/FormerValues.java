package dev.headrace.admin.schema;

import java.util.Objects;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Moves the values of replaced fields to their replacements. */
final class FormerValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FormerValues() {}

    /** @param stored values of any model version; unknown ones are kept */
    static ObjectNode moved(SequencedMap<String, Field> fields, JsonNode stored) {
        ObjectNode moved = (ObjectNode) stored.deepCopy();
        for (Field field : fields.values()) {
            JsonNode own = stored.path(field.id());
            if (own.isMissingNode()) {
                field.formerIds().stream().map(stored::get).filter(Objects::nonNull).findFirst()
                        .ifPresent(value -> moved.set(field.id(), former(field, value)));
            } else {
                moved.set(field.id(), inside(field, own));
            }
        }
        return moved;
    }

    /** @param stored values of the fields, in which a block without a block type counts as one, whatever is inside */
    static int omittedBlocks(SequencedMap<String, Field> fields, JsonNode stored) {
        int omitted = 0;
        for (Field field : fields.values()) {
            JsonNode value = stored.path(field.id());
            if (ValueWalk.hasOtherShape(field, value)) {
                continue;
            }
            omitted += field.groupFields().filter(_ -> !field.many()).map(nested -> omittedBlocks(nested, value))
                    .orElse(0);
            if (field.many()) {
                omitted += value.valueStream().mapToInt(element -> omittedIn(field, element)).sum();
            }
        }
        return omitted;
    }

    private static int omittedIn(Field list, JsonNode element) {
        return ValueWalk.fieldsOf(list, element).map(nested -> omittedBlocks(nested, element))
                .orElse(list.blocks().isPresent() ? 1 : 0);
    }

    /** The nested fields of the former field are unknown, so the value of a former group is kept as JSON text. */
    private static JsonNode former(Field field, JsonNode value) {
        boolean nested = field.groupFields().isPresent() || field.blocks().isPresent();
        return nested && value.isContainer() ? StringNode.valueOf(value.toString()) : value;
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
