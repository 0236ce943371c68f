package dev.headrace.admin.schema;

import dev.headrace.admin.web.InvalidInputException.Problem;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads values in API format, keyed by field name, into their stored form. An unchanged value is kept even if the model
 * no longer allows it.
 */
final class ValueReader {

    private static final int MAX_VALUES = 10_000;
    private static final Pattern KEY_PATTERN = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Comparator<JsonNode> SAME_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    private final List<Problem> problems;
    private int values;

    ValueReader(List<Problem> problems) {
        this.problems = problems;
    }

    /** Whether two stored values are equal; numbers are equal if they have the same value. */
    static boolean same(JsonNode one, JsonNode other) {
        return one.equals(SAME_VALUE, other);
    }

    static boolean isEmpty(JsonNode value) {
        return value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty())
                || (value.isString() && value.stringValue().isEmpty());
    }

    /** Empty objects and arrays mean no value only where a value would be an object or an array. */
    private static boolean isNoValue(Field field, JsonNode value) {
        return isEmpty(value) && (!value.isArray() || field.many())
                && (!value.isObject() || (!field.many() && field.groupFields().isPresent()));
    }

    /** @param before the stored value at the same path; missing if there is none */
    ObjectNode fields(SequencedMap<String, Field> fields, JsonNode input, JsonNode before, FieldPath at) {
        for (String name : input.propertyNames()) {
            if (problems.size() < Values.MAX_PROBLEMS && !fields.containsKey(name) && !name.equals(ValueKeys.KEY)
                    && !name.equals(ValueKeys.TYPE)) {
                add(at.child(name), "is not a field of this type");
            }
        }
        ObjectNode stored = JSON.objectNode();
        for (Field field : fields.values()) {
            JsonNode value = given(field, input, before);
            if (!isNoValue(field, value)) {
                JsonNode read = value(field, value, before.path(field.id()), at.child(field.name()));
                if (!isEmpty(read)) {
                    stored.set(field.id(), read);
                }
            }
        }
        return stored;
    }

    /** New entries and elements take the field's default if no value is given. */
    private static JsonNode given(Field field, JsonNode input, JsonNode before) {
        return before.isMissingNode() && !input.has(field.name()) && field.defaultValue() != null
                ? field.defaultValue()
                : input.path(field.name());
    }

    private JsonNode value(Field field, JsonNode value, JsonNode before, FieldPath at) {
        if (exceedsMaxValues()) {
            return JSON.missingNode();
        }
        if (ValueWalk.hasOtherShape(field, before) && same(value, before)) {
            return before;
        }
        return switch (field.type()) {
            case Scalar scalar -> leaf(value, before, at, scalar::normalize);
            case FieldType.Reference reference -> leaf(value, before, at, reference::normalize);
            case FieldType.Group group when group.many() -> list(field, value, before, at);
            case FieldType.Group group -> group(group, value, before, at);
            case FieldType.Blocks _ -> list(field, value, before, at);
        };
    }

    /** Counts a value or an element, and reports the first one beyond the limit. */
    private boolean exceedsMaxValues() {
        if (++values == MAX_VALUES + 1) {
            add(FieldPath.ROOT, "must not have more than " + MAX_VALUES + " values");
        }
        return values > MAX_VALUES;
    }

    /** Converts a value to its stored form. */
    private interface Normalization {
        JsonNode of(JsonNode value);
    }

    private JsonNode leaf(JsonNode value, JsonNode before, FieldPath at, Normalization normalization) {
        if (same(value, before)) {
            return before;
        }
        try {
            return normalization.of(value);
        } catch (InvalidValueException e) {
            add(at, e.reason());
            return JSON.missingNode();
        }
    }

    private JsonNode group(FieldType.Group group, JsonNode value, JsonNode before, FieldPath at) {
        if (!value.isObject()) {
            add(at, "must be an object");
            return JSON.missingNode();
        }
        reject(value, ValueKeys.KEY, at);
        reject(value, ValueKeys.TYPE, at);
        return fields(group.fields(), value, before, at);
    }

    private JsonNode list(Field field, JsonNode value, JsonNode before, FieldPath at) {
        if (!value.isArray()) {
            add(at, "must be an array");
            return JSON.missingNode();
        }
        if (value.size() > MAX_VALUES) {
            values = Math.max(values, MAX_VALUES);
            exceedsMaxValues();
            return JSON.missingNode();
        }
        Keys keys = new Keys(value, before);
        ArrayNode elements = JSON.arrayNode();
        for (int i = 0; i < value.size() && values <= MAX_VALUES; i++) {
            element(field, value.get(i), keys, at, i).ifPresent(elements::add);
        }
        return elements;
    }

    private Optional<ObjectNode> element(Field field, JsonNode value, Keys keys, FieldPath list, int position) {
        FieldPath at = list.element(position);
        if (exceedsMaxValues()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            add(at, "must be an object");
            return Optional.empty();
        }
        ObjectNode head = JSON.objectNode();
        SequencedMap<String, Field> fields = switch (field.type()) {
            case FieldType.Group group -> {
                reject(value, ValueKeys.TYPE, at);
                yield group.fields();
            }
            case FieldType.Blocks blocks -> {
                Block block = blocks.of().get(value.path(ValueKeys.TYPE).asString(""));
                if (block == null) {
                    add(at.child(ValueKeys.TYPE), "must be one of " + String.join(", ", blocks.of().keySet()));
                    yield null;
                }
                head.put(ValueKeys.BLOCK, block.id());
                yield block.fields();
            }
            default -> null;
        };
        if (fields == null) {
            return Optional.empty();
        }
        String key = keys.of(value, head.path(ValueKeys.BLOCK), position, at);
        ObjectNode element = JSON.objectNode().put(ValueKeys.KEY, key);
        element.setAll(head);
        element.setAll(fields(fields, value, keys.before(key), at));
        return Optional.of(element);
    }

    private void reject(JsonNode value, String member, FieldPath at) {
        if (value.has(member)) {
            add(at.child(member), "is not a field of this type");
        }
    }

    /** Bounded, because a request body can have millions of problems. */
    private void add(FieldPath at, String message) {
        if (problems.size() < Values.MAX_PROBLEMS) {
            problems.add(new Problem(at.pointer(), message));
        }
    }

    /** The keys of a list's elements: given, stored and new ones. */
    private final class Keys {

        private final Map<String, JsonNode> stored = new HashMap<>();
        private final JsonNode before;
        private final Set<String> given = new HashSet<>();
        private final Set<String> used = new HashSet<>();

        Keys(JsonNode input, JsonNode before) {
            this.before = before;
            before.forEach(element -> stored.put(element.path(ValueKeys.KEY).asString(""), element));
            input.forEach(element -> given.add(element.path(ValueKeys.KEY).asString("")));
        }

        /** An element without a key matches the stored one at its position, if that has the same block type. */
        String of(JsonNode element, JsonNode block, int position, FieldPath at) {
            JsonNode key = element.path(ValueKeys.KEY);
            if (key.isMissingNode() || key.isNull()) {
                JsonNode present = before.path(position);
                String presentKey = present.path(ValueKeys.KEY).asString("");
                boolean same = !presentKey.isEmpty() && !given.contains(presentKey)
                        && present.path(ValueKeys.BLOCK).equals(block);
                return same && used.add(presentKey) ? presentKey : newKey();
            }
            if (!key.isString() || !KEY_PATTERN.matcher(key.stringValue()).matches()) {
                add(at.child(ValueKeys.KEY), "must be 1 to 64 letters, digits, hyphens or underscores");
            } else if (!used.add(key.stringValue())) {
                add(at.child(ValueKeys.KEY), "is also the key of another element");
            }
            return key.asString("");
        }

        JsonNode before(String key) {
            return stored.getOrDefault(key, JSON.missingNode());
        }
    }

    /** A random key. */
    static String newKey() {
        byte[] random = new byte[6];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
