package dev.headrace.edge;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads settings from environment variables, and knows which ones were read and what their defaults are. */
final class Environment {

    private final Map<String, String> variables;
    private final Map<String, String> defaults = new LinkedHashMap<>();

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** Every variable that was read so far, with its default. */
    Map<String, String> defaults() {
        return Map.copyOf(defaults);
    }

    String text(String name, String otherwise) {
        defaults.put(name, otherwise);
        return variables.getOrDefault(name, otherwise).strip();
    }

    /**
     * @param form what it must be, for people
     * @throws IllegalArgumentException if it is not
     */
    String text(String name, String otherwise, Predicate<String> isGood, String form) {
        String text = text(name, otherwise);
        if (!isGood.test(text)) {
            throw new IllegalArgumentException(name + " must be " + form + ", but is '" + text + "'.");
        }
        return text;
    }

    /** @throws IllegalArgumentException if the variable is set to something else */
    int number(String name, int least, int most, int otherwise) {
        String text = text(name, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for all of these
        }
        throw new IllegalArgumentException(
                name + " must be a whole number from " + least + " to " + most + ", but is '" + text + "'.");
    }

    Duration seconds(String name, int least, int otherwise) {
        return Duration.ofSeconds(number(name, least, Integer.MAX_VALUE, otherwise));
    }

    /** Separated by commas. */
    List<String> list(String name, String otherwise) {
        return Arrays.stream(text(name, otherwise).split(",")).map(String::strip).filter(part -> !part.isEmpty())
                .toList();
    }
}
