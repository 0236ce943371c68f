package dev.headrace.edge.lists;

import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.read.Selection;
import dev.headrace.model.PublishedModel;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, as a client asks for it.
 *
 * @param filters all of them must hold
 * @param ranges all of them must hold, at most one for each field
 * @param after where the previous page ended
 * @param list the same text for all requests for pages of the same list; cursors are bound to it
 * @param page the same text for all requests for the same page in the same form
 */
record ListRequest(Place place, List<Filter> filters, List<Range> ranges, Order order, int limit,
        @Nullable Cursor after, Selection selection, String list, String page) {

    static final String SORT = "sort";
    static final String LIMIT = "limit";
    static final String AFTER = "after";

    /** @throws ProblemException 400 if the query is not one that the type's lists can answer */
    static ListRequest read(PublishedModel model, String typeName, PublishedModel.Type type, Query query) {
        return new ListRequestReader(model, type, query).read(typeName);
    }

    static ListRequest of(Place place, List<Filter> filters, List<Range> ranges, Order order, int limit,
            @Nullable String after, Selection selection) {
        String list = canonical(place, filters, ranges, order);
        return new ListRequest(place, filters, ranges, order, limit,
                after == null ? null : Cursor.read(after, list, order.kind()), selection, list,
                canonical(list, limit, after, selection));
    }

    private static String canonical(Place place, List<Filter> filters, List<Range> ranges, Order order) {
        return place.type() + "\n" + place.locale() + "\n" + order.canonical() + "\n"
                + filters.stream().map(Filter::canonical).sorted().collect(Collectors.joining("\n\n")) + "\n\n\n"
                + ranges.stream().map(Range::canonical).sorted().collect(Collectors.joining("\n\n"));
    }

    private static String canonical(String list, int limit, @Nullable String after, Selection selection) {
        return list + "\n\n\n" + limit + "\n" + (after == null ? "" : after) + "\n" + selection.view();
    }

    boolean hasReferences() {
        return filters.stream().anyMatch(Filter::isReference);
    }

    /** The same page with ids in the place of slugs; its cursors are still those of the query that the client sent. */
    ListRequest with(List<Filter> resolved) {
        return new ListRequest(place, resolved, ranges, order, limit, after, selection, list,
                canonical(list + "\n\n\n" + canonical(place, resolved, List.of(), order), limit,
                        after == null ? null : after.write(list), selection));
    }
}
