package dev.headrace.model;

import java.util.ArrayList;
import java.util.List;

/** The distinct keys of one script call; arguments refer to them by number. */
final class ScriptKeys {

    private final List<String> keys = new ArrayList<>();

    /** Adds a key with a fixed position in the script. */
    void add(String key) {
        keys.add(key);
    }

    /** The index of a key in Lua's {@code KEYS}; adds the key if it is missing. */
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
