package dev.headrace.admin.schema;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model says of one kind of interactions, read strictly: an odd value, or an option that nobody asks for, is reported
 * with its place. The model keeps what was asked for, in that order, with defaults for what it did not say.
 */
public final class InteractionOptions {

    private final Reading reading;
    private final Problems problems;
    private final ObjectNode checked = JsonNodeFactory.instance.objectNode();

    InteractionOptions(Reading reading, Problems problems) {
        this.reading = reading;
        this.problems = problems;
    }

    /** A whole number. */
    public int integer(String name, int defaultValue, int min, int max) {
        int number = reading.integer(name, defaultValue, min, max);
        checked.put(name, number);
        return number;
    }

    /** One of some words. */
    public String oneOf(String name, String defaultValue, String... possible) {
        String word = reading.oneOf(name, defaultValue, possible);
        checked.put(name, word);
        return word;
    }

    /** Who may write: signed-in users unless the model says defaultValue. */
    public String who() {
        return oneOf("who", "user", "user", "visitor", "anyone");
    }

    /** Distinct names, at least one. */
    public List<String> names(String name) {
        List<String> names = reading.names(name, FieldReader.NAME_PATTERN);
        names.forEach(checked.putArray(name)::add);
        return names;
    }

    /** Reports a problem with an option that can be read. */
    public void reject(String name, String problem) {
        problems.add(reading.pointer(name), problem);
    }

    /** All that was asked for. */
    ObjectNode checked() {
        reading.rejectUnknownKeys();
        return checked;
    }
}
