package dev.headrace.edge.lists;

import dev.headrace.edge.documents.Selection;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.index.Filter;
import dev.headrace.edge.index.IndexQuery;
import dev.headrace.edge.index.Order;
import dev.headrace.edge.index.IndexKey;
import dev.headrace.edge.index.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of a list.
 *
 * @param list canonical form of the list, equal for all of its pages; cursors are bound to it
 * @param page canonical form of the page and its representation
 * @param formerChoices values in the filters that the model does not allow
 */
record ListRequest(IndexQuery query, Selection selection, String list, String page, List<FormerChoice> formerChoices) {

    /**
     * @param after the cursor of the previous page
     * @throws ProblemException 400 if it is not valid
     */
    static ListRequest of(IndexKey index, List<Filter> filters, List<FormerChoice> formerChoices, List<Range> ranges,
            Order order, int limit, @Nullable String after, Selection selection) {
        IndexQuery first = new IndexQuery(index, filters, ranges, order, limit, null);
        String list = first.canonical();
        IndexQuery query = after == null
                ? first
                : new IndexQuery(index, filters, ranges, order, limit, Cursor.read(after, list, order.kind()));
        return new ListRequest(query, selection, list, page(list, limit, after, selection), formerChoices);
    }

    private static String page(String list, int limit, @Nullable String after, Selection selection) {
        return list + "\n\n\n" + limit + "\n" + (after == null ? "" : after) + "\n" + selection.view();
    }

    boolean hasReferences() {
        return query.filters().stream().anyMatch(Filter::isReference);
    }

    boolean hasFormerChoices() {
        return !formerChoices.isEmpty();
    }

    /** The same page with slugs resolved to ids; its cursors remain bound to the query that the client sent. */
    ListRequest with(List<Filter> resolved) {
        IndexQuery other = query.with(resolved);
        return new ListRequest(other, selection, list, page(list + "\n\n\n" + other.canonical(), query.limit(),
                query.after() == null ? null : Cursor.write(query.after(), list), selection), formerChoices);
    }
}
