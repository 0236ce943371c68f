package dev.headrace.edge.search;

import dev.headrace.edge.documents.Selection;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.CacheTags;
import dev.headrace.edge.index.Filter;
import dev.headrace.edge.index.IndexQuery;
import dev.headrace.edge.index.SearchQuery;
import dev.headrace.edge.lists.FormerChoice;
import dev.headrace.model.PublishedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A request for a page of the results of a search.
 *
 * @param query as the client sent it: references may be slugs
 * @param filters of the query, with the types to which references may lead in any of the searched types
 * @param types the searched types
 * @param search canonical form of the search, equal for all of its pages; cursors are bound to it
 * @param page canonical form of the page
 * @param formerChoices values in the filters that the model does not allow
 * @param stats whether documents include their tallies
 */
record SearchRequest(SearchQuery query, List<Filter> filters, Map<String, PublishedModel.Type> types, String locale,
        String search, String page, List<FormerChoice> formerChoices, boolean stats, Audience audience) {

    PublishedModel.Type type(String name) {
        return Objects.requireNonNull(types.get(name));
    }

    /** The form in which documents of a type are delivered. */
    Selection selection(String type) {
        PublishedModel.Type found = type(type);
        return new Selection(locale, found.views().contains(SearchRequestReader.CARD)
                ? SearchRequestReader.CARD
                : found.listView(), false, audience);
    }

    boolean hasReferences() {
        return filters.stream().anyMatch(Filter::isReference);
    }

    /** The query with slugs resolved to ids. */
    SearchQuery with(List<Filter> resolved) {
        return query.with(query.types().stream().map(type -> with(type, resolved)).toList());
    }

    /** The filters of each type are in the order of the query, where a name may occur several times. */
    private static IndexQuery with(IndexQuery type, List<Filter> resolved) {
        List<Filter> filters = new ArrayList<>(resolved.size());
        for (int i = 0; i < resolved.size(); i++) {
            filters.add(type.filters().get(i).with(resolved.get(i).values()));
        }
        return type.with(filters);
    }

    CacheTags tags() {
        return CacheTags.ofTypes(types.keySet().stream().sorted().toList());
    }
}
