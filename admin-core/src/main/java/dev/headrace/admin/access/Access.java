package dev.headrace.admin.access;

import java.util.Map;

/**
 * What an actor may see, as a SQL condition. Every query for entries must contain one; {@code finding.EntrySelect}
 * adds it. The same applies to activities and {@code activity.ActivityLog}.
 *
 * @param condition over the aliases documented in {@link AccessRules}
 * @param parameters of the condition; their names start with {@link #PREFIX}
 */
public record Access(String condition, Map<String, Object> parameters) {

    /** Prefix of parameter names, which keeps them distinct from those of the query. */
    public static final String PREFIX = "access";
    /** Everything. */
    public static final Access ALL = new Access("true", Map.of());
    /** Nothing. */
    public static final Access NONE = new Access("false", Map.of());

    public Access {
        parameters = Map.copyOf(parameters);
        parameters.keySet().stream().filter(name -> !name.startsWith(PREFIX)).forEach(name -> {
            throw new IllegalArgumentException("parameter names must start with 'access': " + name);
        });
    }
}
