package dev.headrace.admin.publishing;

import java.util.Comparator;

/** The id of an entry of a Redis stream. */
public record StreamPosition(long millis, long sequence) implements Comparable<StreamPosition> {

    /** Before all entries. */
    public static final StreamPosition START = new StreamPosition(0, 0);

    private static final Comparator<StreamPosition> ORDER = Comparator.comparingLong(StreamPosition::millis)
            .thenComparingLong(StreamPosition::sequence);

    /** @throws NumberFormatException if it is not a valid id */
    public static StreamPosition parse(String id) {
        int dash = id.indexOf('-');
        return dash < 0
                ? new StreamPosition(Long.parseLong(id), 0)
                : new StreamPosition(Long.parseLong(id.substring(0, dash)), Long.parseLong(id.substring(dash + 1)));
    }

    @Override
    public int compareTo(StreamPosition other) {
        return ORDER.compare(this, other);
    }
}
