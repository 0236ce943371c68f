package dev.headrace.edge.index;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A search for documents by their texts.
 *
 * @param text the words to look for; a blank text finds everything, latest publications first
 * @param types the documents among which to search, with the same conditions in each type, and all in the same locale
 * @param facets names of filters whose values are counted, in the types that have them
 * @param limit maximum number of documents
 * @param after the end of the previous page; null for the first page
 */
public record SearchQuery(String text, List<IndexQuery> types, List<String> facets, int limit,
        @Nullable SearchPosition after) {

    public SearchQuery {
        types = List.copyOf(types);
        facets = List.copyOf(facets);
    }

    public SearchQuery with(List<IndexQuery> otherTypes) {
        return new SearchQuery(text, otherTypes, facets, limit, after);
    }

    /** The canonical form of the search: equal for all of its pages. */
    public String canonical() {
        return Values.line(text) + "\n"
                + types.stream().map(IndexQuery::canonical).sorted().collect(Collectors.joining("\n\n\n\n"));
    }
}
