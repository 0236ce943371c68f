package dev.headrace.admin.schema;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The stored entries, in batches. Calls run in the caller's transaction, which holds the model lock. */
public interface StoredEntries {

    /**
     * The next entries of a type, in the order of their ids.
     *
     * @param after the last entry of the previous batch
     */
    List<UUID> next(String typeId, UUID after, int limit);

    /**
     * Locks the next entries of a type, in the order of their ids.
     *
     * @param after the last entry of the previous batch
     */
    List<UUID> lockNext(String typeId, UUID after, int limit);

    /** Locks the next entries of all types that have values in a locale, in the order of their ids. */
    List<UUID> lockNextIn(String locale, UUID after, int limit);

    /** Deletes the values of locked entries in a locale, and the entries that have no others. */
    void deleteLocale(String locale, Collection<UUID> entries);

    /** Deletes locked entries, with all dependent data and all references to them. */
    void delete(Collection<UUID> entries);
}
