package dev.headrace.edge.health;

import java.util.List;

/**
 * How something is.
 *
 * @param notes sentences for those who run it, about what is not as it should be
 */
public record Health(boolean isUp, List<String> notes) {

    public static final Health UP = new Health(true, List.of());

    public Health {
        notes = List.copyOf(notes);
    }
}
