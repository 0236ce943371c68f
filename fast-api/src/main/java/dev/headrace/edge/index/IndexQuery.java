package dev.headrace.edge.index;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query for documents of a type in a locale: filters, ranges, order and page.
 *
 * @param filters combined with AND
 * @param ranges combined with AND, at most one per field
 * @param limit maximum number of documents
 * @param after the end of the previous page; null for the first page
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

    /** The canonical form of the list: equal for all pages of the same documents in the same order. */
    public String canonical() {
        return index.type() + "\n" + index.locale() + "\n" + order.canonical() + "\n"
                + filters.stream().map(Filter::canonical).sorted().collect(Collectors.joining("\n\n")) + "\n\n\n"
                + ranges.stream().map(Range::canonical).sorted().collect(Collectors.joining("\n\n"));
    }
}
