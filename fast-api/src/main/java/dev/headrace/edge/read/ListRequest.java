package dev.headrace.edge.read;

import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.model.PublishedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, as a client asks for it.
 *
 * @param filters all of them must hold
 * @param after a {@link Cursor}
 */
record ListRequest(String type, List<Filter> filters, Order order, int limit, @Nullable String after,
        Selection selection) {

    static final String SORT = "sort";
    static final String LIMIT = "limit";
    static final String AFTER = "after";

    /** @throws ProblemException if the query is not one that the type's lists can answer */
    static ListRequest read(String typeName, PublishedModel.Type type, Query query) {
        return new ListRequestReader(type, query).read(typeName);
    }

    ListRequest with(List<Filter> otherFilters) {
        return new ListRequest(type, otherFilters, order, limit, after, selection);
    }

    /** Whether no list that is there already has what is asked for. */
    boolean combines() {
        return filters.size() > 1 || filters.stream().anyMatch(filter -> filter.values().size() > 1);
    }

    /** The same text for all requests for pages of the same list. */
    String canonicalList() {
        return type + "\n" + order.canonical() + "\n"
                + String.join("\n\n", filters.stream().map(Filter::canonical).sorted().toList());
    }

    /** The same text for all requests for the same page in the same form. */
    String canonicalPage() {
        return canonicalList() + "\n\n" + limit + "\n" + (after == null ? "" : after) + "\n" + selection.view() + "\n"
                + selection.locale();
    }
}
