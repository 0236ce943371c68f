package dev.headrace.admin.schema;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The options of one kind of interactions, read strictly: invalid values and unknown options are reported with their
 * location. The model keeps the options in the order in which they are read, with defaults for missing ones.
 */
public final class InteractionOptions {

    private final Reading reading;
    private final ModelProblems problems;
    private final ObjectNode checked = JsonNodeFactory.instance.objectNode();

    InteractionOptions(Reading reading, ModelProblems problems) {
        this.reading = reading;
        this.problems = problems;
    }

    /** An integer. */
    public int integer(String name, int defaultValue, int min, int max) {
        int number = reading.integer(name, defaultValue, min, max);
        checked.put(name, number);
        return number;
    }

    /** One of the given values. */
    public String oneOf(String name, String defaultValue, String... possible) {
        String word = reading.oneOf(name, defaultValue, possible);
        checked.put(name, word);
        return word;
    }

    /** Who may write: signed-in users by default. */
    public String who() {
        return oneOf("who", "user", "user", "visitor", "anyone");
    }

    /** Distinct names, at least one. */
    public List<String> names(String name) {
        List<String> names = reading.names(name, FieldReader.NAME_PATTERN);
        names.forEach(checked.putArray(name)::add);
        return names;
    }

    /** Reports a problem with an option. */
    public void reject(String name, String problem) {
        problems.add(reading.pointer(name), problem);
    }

    /** All options that were read. */
    ObjectNode checked() {
        reading.rejectUnknownKeys();
        return checked;
    }
}
