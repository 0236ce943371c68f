package dev.headrace.edge;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads settings from environment variables and records the names and defaults of those read. */
final class Environment {

    private final Map<String, String> variables;
    private final Map<String, String> defaults = new LinkedHashMap<>();

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** The variables read so far, with their defaults. */
    Map<String, String> defaults() {
        return Map.copyOf(defaults);
    }

    String string(String name, String defaultValue) {
        defaults.put(name, defaultValue);
        return variables.getOrDefault(name, defaultValue).strip();
    }

    /**
     * @param form description of valid values for the error message
     * @throws IllegalArgumentException if the value is not valid
     */
    String string(String name, String defaultValue, Predicate<String> isValid, String form) {
        String value = string(name, defaultValue);
        if (!isValid.test(value)) {
            throw new IllegalArgumentException(name + " must be " + form + ", but is '" + value + "'.");
        }
        return value;
    }

    /** @throws IllegalArgumentException if the value is not an integer in the range */
    int integer(String name, int min, int max, int defaultValue) {
        String value = string(name, Integer.toString(defaultValue));
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new IllegalArgumentException(
                name + " must be an integer from " + min + " to " + max + ", but is '" + value + "'.");
    }

    Duration seconds(String name, int min, int defaultValue) {
        return Duration.ofSeconds(integer(name, min, Integer.MAX_VALUE, defaultValue));
    }

    /** A comma-separated list. */
    List<String> list(String name, String defaultValue) {
        return Arrays.stream(string(name, defaultValue).split(",")).map(String::strip).filter(part -> !part.isEmpty())
                .toList();
    }
}
