package dev.headrace.edge.index;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The result of a search for one page.
 *
 * @param total number of documents that match
 * @param facets the most frequent values of each facet, with the number of matching documents
 * @param next end of this page; null if it is the last page
 */
public record SearchHits(List<Hit> hits, int total, Map<String, List<Count>> facets, @Nullable SearchPosition next) {

    /**
     * A document that matches.
     *
     * @param highlights names of fields to parts of their texts, as HTML
     */
    public record Hit(String type, UUID id, float score, Map<String, List<String>> highlights) {}

    /** How many documents have a value. */
    public record Count(String value, int count) {}
}
