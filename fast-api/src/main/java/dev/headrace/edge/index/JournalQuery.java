package dev.headrace.edge.index;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query of the {@link Journal}.
 *
 * @param after number of a change; only later ones are wanted
 * @param upTo number of the last change that is wanted
 * @param types of the documents; empty: all
 * @param locale in which the documents are served; null: all
 * @param limit maximum number of changes
 */
public record JournalQuery(long after, long upTo, Set<String> types, @Nullable String locale, int limit) {

    public JournalQuery {
        types = Set.copyOf(types);
    }
}
