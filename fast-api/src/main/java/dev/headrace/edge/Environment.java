package dev.headrace.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads settings from environment variables and records the names and defaults of those read. For an invalid value it
 * returns the default, so that one start reports all of them.
 */
final class Environment {

    private static final List<String> PREFIXES = List.of("HEADRACE_EDGE_", "HEADRACE_JWT_");
    /** A setting of the core that begins like those of the edge. */
    private static final String OF_THE_CORE = "HEADRACE_EDGE_URL";

    private final Map<String, String> variables;
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** The variables read so far, with their defaults. */
    Map<String, String> defaults() {
        return Map.copyOf(defaults);
    }

    /** @throws IllegalArgumentException if a value read so far is invalid; the message names all of them */
    void requireValid() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(" ", problems));
        }
    }

    /** A line for each variable that looks like a setting of the edge but was not read. */
    List<String> unknown() {
        return variables.keySet().stream().filter(name -> PREFIXES.stream().anyMatch(name::startsWith))
                .filter(name -> !name.equals(OF_THE_CORE) && !defaults.containsKey(name)).sorted()
                .map(name -> name + " is not a setting of the edge, and is ignored").toList();
    }

    String string(String name, String defaultValue) {
        defaults.put(name, defaultValue);
        return variables.getOrDefault(name, defaultValue).strip();
    }

    /** @param form completes "must be" */
    String string(String name, String defaultValue, Predicate<String> isValid, String form) {
        String value = string(name, defaultValue);
        if (isValid.test(value)) {
            return value;
        }
        return invalid(name + " must be " + form + ", but is '" + value + "'.", defaultValue);
    }

    /** @param form completes "must be"; the message does not show the value */
    String secret(String name, String defaultValue, Predicate<String> isValid, String form) {
        String value = string(name, defaultValue);
        return isValid.test(value) ? value : invalid(name + " must be " + form + ".", defaultValue);
    }

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
        return invalid(name + " must be an integer from " + min + " to " + max + ", but is '" + value + "'.",
                defaultValue);
    }

    private <T> T invalid(String problem, T defaultValue) {
        problems.add(problem);
        return defaultValue;
    }

    Duration seconds(String name, int min, int defaultValue) {
        return Duration.ofSeconds(integer(name, min, Integer.MAX_VALUE, defaultValue));
    }

    /** A comma-separated list. */
    List<String> list(String name, String defaultValue) {
        return parts(string(name, defaultValue));
    }

    /** The parts of a comma-separated list, without empty ones. */
    static List<String> parts(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }
}
