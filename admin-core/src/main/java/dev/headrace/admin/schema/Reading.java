package dev.headrace.admin.schema;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Strict access to one JSON object: {@link #rejectUnknownKeys} reports keys that were not read. */
final class Reading {

    private static final int MAX_STRINGS = 1_000;
    private static final Scalar.Numeric ANY_NUMBER = new Scalar.Numeric(false, null, null);

    private final JsonNode json;
    private final String pointer;
    private final ModelProblems problems;
    private final Set<String> readKeys = new HashSet<>();

    Reading(JsonNode json, String pointer, ModelProblems problems) {
        this.pointer = pointer;
        this.problems = problems;
        boolean readable = json.isObject() || json.isNull() || json.isMissingNode();
        if (!readable) {
            problems.add(pointer, "must be an object");
        }
        this.json = json.isObject() ? json : JsonNodeFactory.instance.objectNode();
    }

    Collection<String> names() {
        return json.propertyNames();
    }

    String pointer(String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    boolean has(String key) {
        readKeys.add(key);
        return json.has(key);
    }

    /** For keys that accept an object or another kind of value. */
    boolean isObject(String key) {
        return json.path(key).isObject();
    }

    Reading object(String key) {
        readKeys.add(key);
        return new Reading(json.path(key), pointer(key), problems);
    }

    @Nullable
    JsonNode any(String key) {
        readKeys.add(key);
        return json.hasNonNull(key) ? json.get(key) : null;
    }

    @Nullable
    String optionalString(String key) {
        JsonNode value = any(key);
        if (value == null) {
            return null;
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            problems.add(pointer(key), "must be a string");
            return null;
        }
        return value.stringValue();
    }

    String string(String key, String defaultValue) {
        String value = optionalString(key);
        return value == null ? defaultValue : value;
    }

    boolean bool(String key, boolean defaultValue) {
        JsonNode value = any(key);
        if (value == null) {
            return defaultValue;
        }
        if (!value.isBoolean()) {
            problems.add(pointer(key), "must be true or false");
            return defaultValue;
        }
        return value.booleanValue();
    }

    /** Out-of-range numbers are kept, because stored definitions may predate a limit. */
    int integer(String key, int defaultValue, int min, int max) {
        JsonNode value = any(key);
        if (value == null) {
            return defaultValue;
        }
        if (!value.isInt() || value.intValue() < min || value.intValue() > max) {
            problems.add(pointer(key), "must be a whole number between " + min + " and " + max);
        }
        return value.isInt() ? value.intValue() : defaultValue;
    }

    @Nullable
    BigDecimal number(String key) {
        JsonNode value = any(key);
        if (value == null) {
            return null;
        }
        try {
            return ANY_NUMBER.normalize(value).decimalValue();
        } catch (InvalidValueException e) {
            problems.add(pointer(key), e.reason());
            return value.isNumber() ? value.decimalValue() : null;
        }
    }

    String oneOf(String key, String defaultValue, String... possible) {
        String value = string(key, defaultValue);
        if (!List.of(possible).contains(value)) {
            problems.add(pointer(key), "must be one of " + String.join(", ", possible));
            return defaultValue;
        }
        return value;
    }

    /** Distinct strings. */
    List<String> strings(String key, boolean atLeastOne) {
        JsonNode value = any(key);
        Set<String> strings = new LinkedHashSet<>();
        if (value != null && value.isArray()) {
            for (JsonNode string : value) {
                if (!string.isString() || string.stringValue().isBlank() || !strings.add(string.stringValue())) {
                    problems.add(pointer(key), "must not contain duplicates or empty strings");
                }
            }
            if (strings.size() > MAX_STRINGS) {
                problems.add(pointer(key), "must not contain more than " + MAX_STRINGS + " strings");
            }
        } else if (value != null) {
            problems.add(pointer(key), "must be an array of strings");
        }
        if (atLeastOne && strings.isEmpty()) {
            problems.add(pointer(key), "needs at least one string");
        }
        return List.copyOf(strings);
    }

    /** Distinct strings that match a pattern. */
    List<String> names(String key, String pattern) {
        List<String> strings = strings(key, true);
        for (String string : strings) {
            if (!string.matches(pattern)) {
                problems.add(pointer(key), "'" + string + "' is not a valid name");
            }
        }
        return strings;
    }

    void rejectUnknownKeys() {
        for (String name : json.propertyNames()) {
            if (!readKeys.contains(name)) {
                problems.add(pointer(name), "is not a known key; known ones here are "
                        + String.join(", ", new TreeSet<>(readKeys)));
            }
        }
    }
}
