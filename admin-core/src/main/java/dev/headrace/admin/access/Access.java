package dev.headrace.admin.access;

import java.util.Map;

/**
 * What an actor may see, as a SQL condition. Every query that reads entries takes one and must contain it; see
 * {@code finding.EntrySelect}, the only way to read them. The same holds for activities and {@code activity.ActivityLog}.
 *
 * @param condition over the aliases that {@link AccessRules} names
 * @param parameters of the condition; their names begin with {@link #PREFIX}
 */
public record Access(String condition, Map<String, Object> parameters) {

    /** How names of parameters begin, so that they cannot be those of the query. */
    public static final String PREFIX = "access";
    /** Everything. */
    public static final Access ALL = new Access("true", Map.of());
    /** Nothing. */
    public static final Access NONE = new Access("false", Map.of());

    public Access {
        parameters = Map.copyOf(parameters);
        parameters.keySet().stream().filter(name -> !name.startsWith(PREFIX)).forEach(name -> {
            throw new IllegalArgumentException("the name of a parameter must begin with 'access': " + name);
        });
    }
}
