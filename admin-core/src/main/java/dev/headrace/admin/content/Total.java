package dev.headrace.admin.content;

import java.util.Locale;

/**
 * How many entries there are, as far as they were counted: up to {@link EntryLists#MOST_COUNTED}.
 *
 * @param counted the exact number, unless it is the most that is counted
 */
record Total(int counted) {

    boolean exact() {
        return counted < EntryLists.MOST_COUNTED;
    }

    /** As people write it, such as {@code 1,204} or {@code 10,000+}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, exact() ? "%,d" : "%,d+", counted);
    }
}
