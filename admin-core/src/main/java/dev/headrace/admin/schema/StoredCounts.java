package dev.headrace.admin.schema;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * The values in a store, as plans of model changes count them. Each feature that stores values implements it. Calls run
 * in the transaction of the plan.
 */
public interface StoredCounts {

    /** The number of stored entries of a type. */
    long countEntries(ContentType type);

    /** The number of entries with a value of a field, or an element of a block type. */
    long countValues(ContentType type, String id);

    /**
     * Reads the values of a field in all entries of a type, ordered by entry.
     *
     * @param type the current type
     * @param topLevel a top-level field
     * @param locales the locales to read
     * @param values receives them
     */
    void read(ContentType type, Field topLevel, Locales locales, ValuesByEntry values);

    /** The number of entries with values in a locale. */
    default long countEntries(String locale) {
        return 0;
    }

    /**
     * The number of entries with a value that the changed field no longer allows, and that must be changed before they
     * are published again.
     *
     * @param type the current type
     * @param field the changed field
     */
    default long countUnfit(ContentType type, Field field) {
        return 0;
    }

    /**
     * The number of entries that need a value of a field that becomes required before they are published again.
     *
     * @param type the current type
     * @param topLevel the changed top-level field that is, or contains, the required one
     * @param locales the new locales
     */
    default long countMissing(ContentType type, Field topLevel, String fieldId, Locales locales) {
        return 0;
    }

    /**
     * The interactions with entries of a type that a changed model no longer has, such as {@code reaction 'like'}, each with
     * the number of entries that have counts of it; without those that no entry has.
     */
    default Map<String, Long> countRemovedInteractions(ContentType present, ContentType requested) {
        return Map.of();
    }

    /** The titles of entries, possibly truncated, in the first of the locales in which they have one. */
    default Map<UUID, String> titles(Collection<UUID> entries, Locales locales) {
        return Map.of();
    }
}
