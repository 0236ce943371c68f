package dev.headrace.admin.publishing;

import java.util.Comparator;
import java.util.UUID;

/**
 * Identifies a document: an entry in the locale in which it is served. Keys have the sort order of PostgreSQL for the
 * columns of the table {@code projection}.
 */
public record DocumentKey(UUID entryId, String locale) implements Comparable<DocumentKey> {

    // UUID.compareTo compares signed halves, PostgreSQL compares bytes.
    private static final Comparator<DocumentKey> ORDER = Comparator
            .<DocumentKey, Long>comparing(key -> key.entryId.getMostSignificantBits(), Long::compareUnsigned)
            .thenComparing(key -> key.entryId.getLeastSignificantBits(), Long::compareUnsigned)
            .thenComparing(DocumentKey::locale);

    @Override
    public int compareTo(DocumentKey other) {
        return ORDER.compare(this, other);
    }
}
