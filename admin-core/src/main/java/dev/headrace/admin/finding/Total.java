package dev.headrace.admin.finding;

import java.util.Locale;

/**
 * A number of entries, exact or a lower bound.
 *
 * @param exact false if counting stopped at the limit
 */
public record Total(int counted, boolean exact) {

    static Total of(int counted, int bound) {
        return new Total(counted, counted < bound);
    }

    public Total plus(Total other) {
        return new Total(counted + other.counted, exact && other.exact);
    }

    /** Formatted, such as {@code 1,204} or {@code 10,000+}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, exact ? "%,d" : "%,d+", counted);
    }
}
