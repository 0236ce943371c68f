package dev.headrace.edge.health;

import java.util.List;

/**
 * The health of the edge.
 *
 * @param notes issues, as sentences for operators
 */
public record Health(boolean isUp, List<String> notes) {

    public static final Health UP = new Health(true, List.of());

    public Health {
        notes = List.copyOf(notes);
    }
}
