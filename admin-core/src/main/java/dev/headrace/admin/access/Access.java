package dev.headrace.admin.access;

import java.util.Map;

/**
 * What an actor may see of the entries, as a SQL condition. Every query that reads entries takes one and must contain it;
 * see {@code finding.EntrySelect}, the only way to read them.
 *
 * @param condition a condition over the aliases {@code e} (table entry) and {@code v} (table variant)
 * @param parameters of the condition; their names begin with {@code access}
 */
public record Access(String condition, Map<String, Object> parameters) {

    /** Everything. */
    public static final Access ALL = new Access("true", Map.of());
    /** Nothing. */
    public static final Access NONE = new Access("false", Map.of());

    public Access {
        parameters = Map.copyOf(parameters);
        parameters.keySet().stream().filter(name -> !name.startsWith("access")).forEach(name -> {
            throw new IllegalArgumentException("the name of a parameter must begin with 'access': " + name);
        });
    }
}
