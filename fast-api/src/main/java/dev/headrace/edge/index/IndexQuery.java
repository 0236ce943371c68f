package dev.headrace.edge.index;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A question to the index of a type in a locale: some documents that meet conditions, in an order.
 *
 * @param filters all of them must hold
 * @param ranges all of them must hold, at most one for each field
 * @param limit how many documents are wanted
 * @param after what comes before the wanted documents; null: nothing
 */
public record IndexQuery(IndexKey index, List<Filter> filters, List<Range> ranges, Order order, int limit,
        @Nullable SortPosition after) {

    public IndexQuery {
        filters = List.copyOf(filters);
        ranges = List.copyOf(ranges);
    }

    public IndexQuery with(List<Filter> otherFilters) {
        return new IndexQuery(index, otherFilters, ranges, order, limit, after);
    }

    /** The same text for all queries for the same documents in the same order, wherever they begin and end. */
    public String canonical() {
        return index.type() + "\n" + index.locale() + "\n" + order.canonical() + "\n"
                + filters.stream().map(Filter::canonical).sorted().collect(Collectors.joining("\n\n")) + "\n\n\n"
                + ranges.stream().map(Range::canonical).sorted().collect(Collectors.joining("\n\n"));
    }
}
