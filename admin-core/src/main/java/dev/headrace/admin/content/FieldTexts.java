package dev.headrace.admin.content;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.FieldType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Fields' values as forms show and send them: no text, one, or several for references to many. */
final class FieldTexts {

    /** Stands before a field's name in the names of form controls, so that no field is taken for something else. */
    static final String PREFIX = "fields.";

    private static final int LONGEST_NUMBER = 100;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FieldTexts() {}

    /**
     * The texts in a form that was sent, of whatever fields it had; browsers send empty ones as well, and end lines
     * otherwise than we do.
     */
    static Map<String, List<String>> sent(Map<String, List<String>> parameters) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        parameters.forEach((control, values) -> {
            if (control.startsWith(PREFIX)) {
                texts.put(control.substring(PREFIX.length()), values.stream().filter(text -> !text.isEmpty())
                        .map(text -> text.replace("\r\n", "\n")).toList());
            }
        });
        return texts;
    }

    /** The texts for stored values. */
    static Map<String, List<String>> of(ContentType type, JsonNode fields) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        type.fields().forEach((name, field) -> texts.put(name, of(field, fields.path(name))));
        return texts;
    }

    /** What a new entry has. */
    static ObjectNode defaults(ContentType type) {
        ObjectNode defaults = JSON.objectNode();
        type.fields().forEach((name, field) -> {
            if (field.defaultValue() != null) {
                defaults.set(name, field.defaultValue());
            }
        });
        return defaults;
    }

    /**
     * The values that texts stand for, as far as they can be read; what cannot be is left to the checks as it is. A field
     * without texts is null, and one that the form did not have is not there.
     *
     * @param before what the form was made from
     */
    static ObjectNode values(ContentType type, Map<String, List<String>> texts, JsonNode before) {
        ObjectNode values = JSON.objectNode();
        texts.forEach((name, own) -> type.field(name)
                .ifPresent(field -> values.set(name, value(field, own, before.has(name)))));
        return values;
    }

    private static List<String> of(Field field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        return switch (field.type()) {
            case FieldType.Truth() -> value.asBoolean() ? List.of("true") : List.of();
            case FieldType.Numeric _ -> List.of(value.isNumber() ? value.decimalValue().toPlainString() : "");
            case FieldType.DateTime() -> List.of(localTime(value.asString("")));
            case FieldType.Reference(_, boolean many) when many ->
                value.valueStream().map(each -> each.asString("")).toList();
            default -> List.of(value.asString(""));
        };
    }

    private static JsonNode value(Field field, List<String> texts, boolean hadValue) {
        FieldType type = field.type();
        if (type instanceof FieldType.Truth) {
            // A box that is off says no only where there is something to say no to.
            return texts.isEmpty() && !hadValue && !field.required()
                    ? JSON.nullNode()
                    : JSON.booleanNode(!texts.isEmpty());
        }
        if (type instanceof FieldType.Reference reference && reference.many()) {
            ArrayNode ids = JSON.arrayNode();
            texts.forEach(ids::add);
            return ids;
        }
        if (texts.isEmpty()) {
            return JSON.nullNode();
        }
        String text = texts.getFirst();
        return switch (type) {
            case FieldType.Numeric _ -> number(text.strip());
            case FieldType.DateTime() -> JSON.stringNode(text + "Z");
            case FieldType.Slug _,FieldType.Url(),FieldType.Email() -> JSON.stringNode(text.strip());
            default -> JSON.stringNode(text);
        };
    }

    private static JsonNode number(String text) {
        try {
            return text.length() > LONGEST_NUMBER ? JSON.stringNode(text) : JSON.numberNode(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return JSON.stringNode(text);
        }
    }

    /** UTC without its Z, and without seconds where there are none, as browsers want it. */
    private static String localTime(String stored) {
        String local = stored.endsWith("Z") ? stored.substring(0, stored.length() - 1) : stored;
        return local.matches(".*T\\d\\d:\\d\\d:00") ? local.substring(0, local.length() - 3) : local;
    }
}
