package dev.headrace.model;

import java.util.Comparator;

/**
 * The id of an entry of a Redis stream.
 *
 * @param millis unsigned, as Redis time in milliseconds since 1970
 * @param sequence unsigned, distinguishes entries of the same millisecond
 */
public record StreamPosition(long millis, long sequence) implements Comparable<StreamPosition> {

    /** Before all entries. */
    public static final StreamPosition START = new StreamPosition(0, 0);

    private static final Comparator<StreamPosition> ORDER = Comparator
            .comparing(StreamPosition::millis, Long::compareUnsigned)
            .thenComparing(StreamPosition::sequence, Long::compareUnsigned);

    /** @throws NumberFormatException if it is not a valid id */
    public static StreamPosition parse(String id) {
        int dash = id.indexOf('-');
        return dash < 0
                ? new StreamPosition(Long.parseUnsignedLong(id), 0)
                : new StreamPosition(Long.parseUnsignedLong(id.substring(0, dash)),
                        Long.parseUnsignedLong(id.substring(dash + 1)));
    }

    public String format() {
        return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(sequence);
    }

    @Override
    public int compareTo(StreamPosition other) {
        return ORDER.compare(this, other);
    }
}
