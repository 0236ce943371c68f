package dev.headrace.edge.follow;

import dev.headrace.model.DocumentChange;
import java.util.List;

/**
 * Consecutive entries of the change stream.
 *
 * @param entries oldest first, numbered without gaps
 * @param reached the position after them
 */
public record Changes(List<Change> entries, Position reached) {

    public Changes {
        entries = List.copyOf(entries);
    }

    /** The documents that changed, each once. */
    public List<DocumentChange> documents() {
        return entries.stream().map(Change::document).distinct().toList();
    }

    /** The number before the first entry. */
    public long since() {
        return reached.number() - entries.size();
    }
}
