package dev.headrace.admin.schema;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * A store of field values that must be migrated when the model changes. Each feature that stores values implements it.
 * Calls that name entries run in the transaction of the change if there are few entries, otherwise in batches of a job;
 * all others run in the transaction of the change. Batches are idempotent.
 */
public interface StoredValues {

    /** The number of stored entries of a type. */
    long countEntries(ContentType type);

    /** The number of entries with a value of a field, or an element of a block type. */
    long countValues(ContentType type, String id);

    /** The number of entries with values in a locale. */
    long countEntries(String locale);

    /**
     * The number of entries with a value that the changed field no longer allows.
     *
     * @param type the current type
     * @param field the changed field
     */
    long countUnfit(ContentType type, Field field);

    /**
     * The number of entries without a value of a field that becomes required.
     *
     * @param type the current type
     * @param topLevel the changed top-level field that is, or contains, the required one
     * @param locales the new locales
     */
    long countMissing(ContentType type, Field topLevel, String fieldId, Locales locales);

    /** Adds the values of all entries of the current type that use a field that becomes unique. */
    void addUniques(ContentType type, SharedUniques uniques);

    /**
     * The number of entries that lose values in a locale when a field, or a field inside it, is no longer localized.
     *
     * @param type the current type
     * @param field the changed top-level field
     * @param locales the new locales
     */
    long countLost(ContentType type, Field field, Locales locales);

    /**
     * Removes the values of fields, and the elements of block types, at any depth, with all derived data.
     *
     * @param type the current type, without these fields and block types
     */
    void remove(ContentType type, Locales locales, Set<String> ids, Collection<UUID> entries);

    /** Updates titles and slugs after the title or slug field has changed. */
    void retitle(ContentType type, Collection<UUID> entries);

    /** Copies the values of fields that are no longer localized to all locales, and updates derived data. */
    void share(ContentType type, Locales locales, Collection<UUID> entries);

    /** Updates whether drafts differ from their publications, after all values of the entries have been changed. */
    void noteDifferences(Collection<UUID> entries);

    /** Hides a retired type immediately; its entries are deleted later. */
    void hide(ContentType type);

    /** Hides a removed locale from readers immediately; its values are deleted later. */
    void hideLocale(String locale);

    /**
     * Claims the values of a unique field, as they are once fields that are no longer localized have been shared.
     *
     * @param field a field that has become unique, or whose uniqueness is now per locale or no longer so
     * @throws dev.headrace.admin.web.InvalidInputException if two entries share a value; {@link SharedUniques} tells
     *     before the change
     */
    void claimUnique(ContentType type, Field field, Locales locales);

    void releaseUnique(ContentType type, String fieldId);
}
