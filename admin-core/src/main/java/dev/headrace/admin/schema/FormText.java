package dev.headrace.admin.schema;

import dev.headrace.model.EntryId;
import dev.headrace.model.ListValue;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.model.SlugFormat;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Converts values to form and query parameters, and back. */
final class FormText {

    private static final Logger log = LoggerFactory.getLogger(FormText.class);
    private static final Scalar.Numeric ANY_NUMBER = new Scalar.Numeric(false, null, null);
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FormText() {}

    static List<String> of(FieldType type, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        return switch (type) {
            case Scalar.Bool _ -> value.asBoolean(false) ? List.of("true") : List.of();
            case Scalar.DateTime _ -> List.of(localTime(value.asString("")));
            case Scalar _ -> List.of(Scalar.text(value));
            case FieldType.Reference _ -> value.isArray()
                    ? value.valueStream().map(each -> each.asString("")).toList()
                    : List.of(value.asString(""));
            case FieldType.Group _,FieldType.Blocks _ -> List.of();
        };
    }

    /** Whether the control of a field can show a value, which is in API form or in stored form. */
    static boolean canShow(FieldType type, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return true;
        }
        return switch (type) {
            case Scalar.Bool _ -> value.isBoolean();
            case Scalar.Numeric _ -> value.isNumber();
            case Scalar.DateTime _ -> value.isString() && value.stringValue().endsWith("Z");
            case Scalar _ -> value.isValueNode();
            case FieldType.Reference(_, boolean many) ->
                many ? value.isArray() : value.isString() && EntryId.isId(value.stringValue());
            case FieldType.Group(_, boolean many) -> many ? value.isArray() : value.isObject();
            case FieldType.Blocks _ -> value.isArray();
        };
    }

    static JsonNode value(Field field, List<String> texts, JsonNode before) {
        boolean untouched = !before.isMissingNode() && texts.equals(of(field.type(), before));
        // A number from before the field became a text is shown as a text, so that is what the form submits.
        if (untouched && (before.isString() || !isText(field.type()))) {
            return before;
        }
        return switch (field.type()) {
            // An unchecked box means "no" only if there was a value, or if one is required.
            case Scalar.Bool _ -> texts.isEmpty() && !before.isBoolean() && !field.required()
                    ? JSON.nullNode()
                    : JSON.booleanNode(!texts.isEmpty());
            case FieldType.Reference reference when reference.many() -> {
                ArrayNode ids = JSON.arrayNode();
                texts.forEach(ids::add);
                yield ids;
            }
            default -> texts.isEmpty() ? JSON.nullNode() : value(field.type(), texts.getFirst());
        };
    }

    private static boolean isText(FieldType type) {
        return switch (type) {
            case Scalar.Numeric _,Scalar.Bool _,Scalar.DateTime _ -> false;
            case Scalar _ -> true;
            case FieldType.Reference _,FieldType.Group _,FieldType.Blocks _ -> false;
        };
    }

    private static JsonNode value(FieldType type, String text) {
        return switch (type) {
            case Scalar.Numeric _ -> number(text.strip());
            case Scalar.DateTime _ -> JSON.stringNode(text + "Z");
            case Scalar.Slug _,Scalar.Url _,Scalar.Email _ -> JSON.stringNode(text.strip());
            default -> JSON.stringNode(text);
        };
    }

    /**
     * Any text is a value of an enumeration, whose choices may change.
     *
     * @throws InvalidValueException if no value of the type can be equal to the text
     */
    static String filter(FieldType type, String text) {
        return switch (type) {
            case Scalar.Numeric _ -> Scalar.text(ANY_NUMBER.normalize(number(text)));
            case Scalar.Bool bool -> Scalar.text(bool.normalize(text.equals("true") || text.equals("false")
                    ? JSON.booleanNode(text.equals("true"))
                    : JSON.stringNode(text)));
            case Scalar.DateTime _ -> canonicalTime(text);
            case FieldType.Reference _ -> idOrSlug(text);
            default -> text;
        };
    }

    /** Texts of a former type stay as they are. */
    static String display(FieldType type, String stored) {
        return switch (type) {
            case Scalar.Bool _ when stored.equals("true") -> "Yes";
            case Scalar.Bool _ when stored.equals("false") -> "No";
            default -> stored;
        };
    }

    static Optional<Instant> moment(String stored) {
        try {
            return Optional.of(Instant.parse(stored));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<String> index(ValueKind kind, JsonNode stored) {
        try {
            return Optional.of(ListValue.canonical(kind, Scalar.text(stored)));
        } catch (IllegalArgumentException e) {
            log.debug("A value is not indexed", e);
            return Optional.empty();
        }
    }

    private static String canonicalTime(String text) {
        try {
            return ListValue.canonical(ValueKind.DATETIME, text);
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
    }

    private static String idOrSlug(String text) {
        if (!EntryId.isId(text) && !SlugFormat.isSlug(text)) {
            throw new InvalidValueException("must be the id or slug of an entry");
        }
        return text;
    }

    private static JsonNode number(String text) {
        try {
            BigDecimal number = text.length() > MAX_NUMBER_LENGTH ? null : new BigDecimal(text);
            return number != null && Scalar.Numeric.isInRange(number)
                    ? JSON.numberNode(number)
                    : JSON.stringNode(text);
        } catch (NumberFormatException e) {
            return JSON.stringNode(text);
        }
    }

    /** UTC without the Z, and without zero seconds, as browsers expect it. */
    private static String localTime(String stored) {
        String local = stored.endsWith("Z") ? stored.substring(0, stored.length() - 1) : stored;
        boolean wholeMinute = local.length() == "2026-03-14T08:00:00".length() && local.endsWith(":00");
        return wholeMinute ? local.substring(0, local.length() - 3) : local;
    }
}
