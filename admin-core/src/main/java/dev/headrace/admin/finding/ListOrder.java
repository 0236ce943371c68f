package dev.headrace.admin.finding;

import java.util.Arrays;
import java.util.Optional;

/** The order of a list: a column, and the ids of entries where it has the same value. */
record ListOrder(Column column, boolean descending) {

    /** What a list can be sorted by; each has an index that ends with the entry's id. */
    enum Column {
        updatedAt("v.updated_at", true),
        createdAt("e.created_at", true),
        publishedAt("coalesce(v.published_at, '-infinity'::timestamptz)", true),
        title("v.title_key", false);

        private final String expression;
        private final boolean descendingIndex;

        Column(String expression, boolean descendingIndex) {
            this.expression = expression;
            this.descendingIndex = descendingIndex;
        }
    }

    static Optional<ListOrder> parse(String text) {
        boolean descending = text.startsWith("-");
        String name = descending ? text.substring(1) : text;
        return Arrays.stream(Column.values()).filter(column -> column.name().equals(name)).findFirst()
                .map(column -> new ListOrder(column, descending));
    }

    @Override
    public String toString() {
        return (descending ? "-" : "") + column;
    }

    /** The order of the index, or the reverse. */
    String sql() {
        return "order by %s%s, %s%s".formatted(column.expression, descending ? " desc" : "", id(),
                isReverse() ? " desc" : "");
    }

    /** The condition for what follows the parameters {@code after} and {@code afterEntry}, which an index supports. */
    String sqlAfter() {
        return "%1$s %2$s= :after and (%1$s %2$s :after or %3$s %4$s :afterEntry)".formatted(column.expression,
                descending ? "<" : ">", id(), isReverse() ? "<" : ">");
    }

    /** Whether the index is on entries, not on variants. */
    boolean isOfEntries() {
        return column == Column.createdAt;
    }

    private String id() {
        return isOfEntries() ? "e.id" : "v.entry_id";
    }

    private boolean isReverse() {
        return descending != column.descendingIndex;
    }
}
