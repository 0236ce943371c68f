package dev.headrace.admin.finding;

import java.util.Locale;

/**
 * The number of entries, counted up to {@link EntryLists#MAX_COUNTED}.
 *
 * @param counted the exact number, unless it is the bound
 */
record Total(int counted) {

    boolean exact() {
        return counted < EntryLists.MAX_COUNTED;
    }

    /** As people write it, such as {@code 1,204} or {@code 10,000+}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, exact() ? "%,d" : "%,d+", counted);
    }
}
