package dev.headrace.admin.schema;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * A store of field values that must be migrated when the model changes. Each feature that stores values implements it.
 * Values are adapted in the transaction of the change if there are few entries, otherwise in batches of a job; all other
 * calls run in the transaction of the change. Batches are idempotent, and the order of the stores does not matter.
 */
public interface StoredValues {

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

    /** Updates whether drafts differ from their publications, after all values of the entries have been adapted. */
    default void updateChangedFlags(Collection<UUID> entries) {
        // concerns the store of publications only
    }

    /** Hides a deleted type immediately; its entries are deleted later. */
    default void hide(ContentType type) {
        // values of a type that the model does not have are invisible
    }

    /** Hides a removed locale from readers immediately; its values are deleted later. */
    default void hideLocale(String locale) {
        // values in a locale that the model does not have are invisible
    }

    /** Releases the values of a field that is no longer unique, or whose values are claimed again. */
    default void releaseUnique(String fieldId) {
        // concerns the store that has the claims
    }

    /**
     * Claims the values of a unique field, as they are once fields that are no longer localized have been shared.
     *
     * @param field a field that has become unique, or whose uniqueness is now per locale or no longer so
     * @throws dev.headrace.admin.web.InvalidInputException if two entries share a value; plans report this before the
     *     change
     */
    void claimUnique(ContentType type, Field field, Locales locales, Collection<UUID> entries);
}
