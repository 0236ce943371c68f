package dev.headrace.admin.web;

import java.util.Locale;

/**
 * A number of rows, exact or a lower bound: counting many takes too long for a page.
 *
 * @param exact false if counting stopped at the limit
 */
public record Total(int counted, boolean exact) {

    /** @param bound at which counting stopped */
    public static Total of(int counted, int bound) {
        return new Total(counted, counted < bound);
    }

    public boolean isZero() {
        return counted == 0;
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
