package dev.headrace.admin.schema;

import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the problems of a model, with their location in the file if there is one. */
final class ModelProblems {

    private static final int MAX_PROBLEMS = 100;

    private final Map<String, Yaml.Place> places;
    private final List<Problem> found = new ArrayList<>();

    ModelProblems(Map<String, Yaml.Place> places) {
        this.places = places;
    }

    void add(String pointer, String message) {
        if (found.size() < MAX_PROBLEMS) {
            Yaml.Place place = place(pointer);
            found.add(place == null
                    ? new Problem(pointer, message)
                    : new Problem(pointer, message, place.line(), place.column()));
        }
    }

    List<Problem> found() {
        return found;
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidInputException(found);
        }
    }

    /** The location of the value, or of its nearest ancestor if the value is missing. */
    private Yaml.@Nullable Place place(String pointer) {
        String at = pointer;
        while (!places.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return places.get(at);
    }
}
