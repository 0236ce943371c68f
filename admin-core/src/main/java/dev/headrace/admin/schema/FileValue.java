package dev.headrace.admin.schema;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts values from files, whose notation is looser than the API's: the field's type decides how a string is read.
 * Unreadable values are returned unchanged, so that the field's validation rejects them.
 */
final class FileValue {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_LENGTH = 64;
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d{1,3})?");
    private static final Map<String, Boolean> BOOLEANS = Map.of("true", true, "yes", true, "on", true, "false", false,
            "no",
            false, "off", false);
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})"
            + "(?:(?:[Tt]|\\s+)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?)?"
            + "\\s*(?:[Zz]|UTC|GMT|([-+]\\d{2})(?::?(\\d{2}))?)?");

    private FileValue() {}

    /** Empty lists and mappings are left over from values that were removed. */
    static JsonNode of(FieldType type, JsonNode value) {
        if (value.isContainer() && value.isEmpty()) {
            return JSON.nullNode();
        }
        return switch (type) {
            case Scalar.Numeric _ -> shortString(value).filter(text -> NUMBER.matcher(text).matches())
                    .<JsonNode>map(text -> JSON.numberNode(new BigDecimal(text))).orElse(value);
            case Scalar.Bool _ -> shortString(value).map(text -> BOOLEANS.get(text.toLowerCase(Locale.ROOT)))
                    .<JsonNode>map(JSON::booleanNode).orElse(value);
            case Scalar.DateTime _ -> shortString(value).flatMap(FileValue::instant).<JsonNode>map(JSON::stringNode)
                    .orElse(value);
            case Scalar _ -> asText(value);
            case FieldType.Reference reference -> reference(reference, value);
            case FieldType.Group group -> group(group, value);
            case FieldType.Blocks _ -> value;
        };
    }

    private static Optional<String> shortString(JsonNode value) {
        return value.isString() && value.stringValue().length() <= MAX_LENGTH
                ? Optional.of(value.stringValue().strip())
                : Optional.empty();
    }

    private static JsonNode asText(JsonNode value) {
        return value.isNumber() || value.isBoolean() ? JSON.stringNode(value.asString()) : value;
    }

    /** A single name and a list with one name are interchangeable. */
    private static JsonNode reference(FieldType.Reference reference, JsonNode value) {
        if (value.isArray()) {
            ArrayNode names = JSON.arrayNode();
            value.forEach(name -> names.add(asText(name)));
            return !reference.many() && names.size() == 1 ? names.get(0) : names;
        }
        JsonNode name = asText(value);
        return reference.many() && name.isString() ? JSON.arrayNode().add(name) : name;
    }

    private static JsonNode group(FieldType.Group group, JsonNode value) {
        return switch (value) {
            case ArrayNode elements -> {
                ArrayNode result = JSON.arrayNode();
                elements.forEach(element -> result.add(group(group, element)));
                yield result;
            }
            case ObjectNode fields -> {
                ObjectNode result = JSON.objectNode();
                fields.properties().forEach(property -> result.set(property.getKey(),
                        Optional.ofNullable(group.fields().get(property.getKey()))
                                .map(field -> field.fromFile(property.getValue())).orElse(property.getValue())));
                yield result;
            }
            default -> value;
        };
    }

    /** Converts to UTC. Dates without a time are midnight, times without an offset are UTC. */
    private static Optional<String> instant(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(number(date, 1), number(date, 2), number(date, 3), number(date, 4),
                    number(date, 5), number(date, 6), nanos(date.group(7)));
            ZoneOffset offset = date.group(8) == null
                    ? ZoneOffset.UTC
                    : ZoneOffset.of(date.group(8) + ":" + (date.group(9) == null ? "00" : date.group(9)));
            return Optional.of(local.toInstant(offset).toString());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher date, int group) {
        return date.group(group) == null ? 0 : Integer.parseInt(date.group(group));
    }

    private static int nanos(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
    }
}
