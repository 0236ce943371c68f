package dev.headrace.admin.schema;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One JSON object being read strictly: each key is asked for once, and {@link #noMore} reports those nobody asked for. */
final class Reading {

    private static final int MAX_WORDS = 1_000;
    private static final Scalar.Numeric ANY_NUMBER = new Scalar.Numeric(false, null, null);

    private final JsonNode json;
    private final String pointer;
    private final Problems problems;
    private final Set<String> asked = new HashSet<>();

    Reading(JsonNode json, String pointer, Problems problems) {
        this.pointer = pointer;
        this.problems = problems;
        boolean readable = json.isObject() || json.isNull() || json.isMissingNode();
        if (!readable) {
            problems.add(pointer, "must be an object with keys");
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
        asked.add(key);
        return json.has(key);
    }

    /** Whether a key's value is an object, which is one of several forms that it may have. */
    boolean isObject(String key) {
        return json.path(key).isObject();
    }

    Reading object(String key) {
        asked.add(key);
        return new Reading(json.path(key), pointer(key), problems);
    }

    @Nullable
    JsonNode any(String key) {
        asked.add(key);
        return json.hasNonNull(key) ? json.get(key) : null;
    }

    @Nullable
    String optionalText(String key) {
        JsonNode value = any(key);
        if (value == null) {
            return null;
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            problems.add(pointer(key), "must be a text");
            return null;
        }
        return value.stringValue();
    }

    String text(String key, String otherwise) {
        String text = optionalText(key);
        return text == null ? otherwise : text;
    }

    boolean truth(String key, boolean otherwise) {
        JsonNode value = any(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            problems.add(pointer(key), "must be true or false");
            return otherwise;
        }
        return value.booleanValue();
    }

    /** Stored definitions keep a number that was within the bounds once. */
    int whole(String key, int otherwise, int min, int max) {
        JsonNode value = any(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < min || value.intValue() > max) {
            problems.add(pointer(key), "must be a whole number between " + min + " and " + max);
        }
        return value.isInt() ? value.intValue() : otherwise;
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

    String oneOf(String key, String otherwise, String... possible) {
        String text = text(key, otherwise);
        if (!List.of(possible).contains(text)) {
            problems.add(pointer(key), "must be one of " + String.join(", ", possible));
            return otherwise;
        }
        return text;
    }

    /** Distinct words. */
    List<String> words(String key, boolean atLeastOne) {
        JsonNode value = any(key);
        Set<String> words = new LinkedHashSet<>();
        if (value != null && value.isArray()) {
            for (JsonNode word : value) {
                if (!word.isString() || word.stringValue().isBlank() || !words.add(word.stringValue())) {
                    problems.add(pointer(key), "must hold distinct words");
                }
            }
            if (words.size() > MAX_WORDS) {
                problems.add(pointer(key), "must not hold more than " + MAX_WORDS + " words");
            }
        } else if (value != null) {
            problems.add(pointer(key), "must be an array of words");
        }
        if (atLeastOne && words.isEmpty()) {
            problems.add(pointer(key), "needs at least one word");
        }
        return List.copyOf(words);
    }

    /** Words that are names of a form. */
    List<String> names(String key, String form) {
        List<String> words = words(key, true);
        for (String word : words) {
            if (!word.matches(form)) {
                problems.add(pointer(key), "'" + word + "' is not a possible name");
            }
        }
        return words;
    }

    void noMore() {
        for (String name : json.propertyNames()) {
            if (!asked.contains(name)) {
                problems.add(pointer(name), "is not known here");
            }
        }
    }
}
