package dev.headrace.admin.schema;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The entries of types, in batches. Calls run in the caller's transaction, which holds the model. */
public interface StoredEntries {

    /**
     * Locks the next entries of a type, in the order of their ids.
     *
     * @param after the last entry of the batch before
     */
    List<UUID> lockNext(String typeId, UUID after, int limit);

    /** The same, of the entries of all types that have values in a locale. */
    List<UUID> lockNextIn(String locale, UUID after, int limit);

    /** Deletes what entries that are locked have in a locale, and those that have nothing else. */
    void deleteLocale(String locale, Collection<UUID> entries);

    /** Deletes entries that are locked, with all that belongs to them and all references to them. */
    void delete(Collection<UUID> entries);
}
