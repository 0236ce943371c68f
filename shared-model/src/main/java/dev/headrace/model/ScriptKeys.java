package dev.headrace.model;

import java.util.ArrayList;
import java.util.List;

/** The keys of one call of a script, each once; arguments name them by their number. */
final class ScriptKeys {

    private final List<String> keys = new ArrayList<>();

    /** Adds a key whose place the script knows. */
    void add(String key) {
        keys.add(key);
    }

    /** The number of a key in Lua's {@code KEYS}; it is added if it is not there. */
    int numberOf(String key) {
        int index = keys.indexOf(key);
        if (index < 0) {
            keys.add(key);
            index = keys.size() - 1;
        }
        return index + 1;
    }

    List<String> all() {
        return List.copyOf(keys);
    }
}
