package dev.headrace.admin.schema;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * What holds values of fields, and must follow when the model changes. Each feature that stores values implements it. Calls
 * that name entries run in the transaction of the change if there are few entries, else in those of a job, in batches;
 * all others run in the transaction of the change. What a batch does has no further effect when it is repeated.
 */
public interface StoredValues {

    /** How many entries of a type there are here. */
    long countEntries(ContentType type);

    /** How many entries have a value of a field, or an element of a block type. */
    long countValues(ContentType type, String id);

    /** How many entries have values in a locale. */
    long countEntries(String locale);

    /**
     * How many entries have a value that a field will no longer allow, so that somebody must change it.
     *
     * @param type as it is now
     * @param field as it will be
     */
    long countUnfit(ContentType type, Field field);

    /**
     * How many entries lose values in a locale when a field, or something inside it, gets one value for all locales.
     *
     * @param type as it is now
     * @param field a field of the type, as it will be
     * @param locales as they will be
     */
    long countLost(ContentType type, Field field, Locales locales);

    /**
     * Removes the values of fields, and the elements of block types, wherever they are nested in some entries, with all that
     * follows from the values.
     *
     * @param type as it is now, without these fields and block types
     */
    void remove(ContentType type, Set<String> ids, Collection<UUID> entries);

    /** Other fields than before name the entries of a type, or give their slugs. */
    void retitle(ContentType type, Collection<UUID> entries);

    /** Some fields of a type now have one value for all locales; all that follows from the values is kept. */
    void share(ContentType type, Locales locales, Collection<UUID> entries);

    /** All values of some entries have been changed: drafts note whether they differ from what is public. */
    void noteDifferences(Collection<UUID> entries);

    /** A type is retired: nothing of it is visible from now on. Its entries are deleted later. */
    void hide(ContentType type);

    /** A locale is removed: nothing in it is visible to readers from now on. Its values are deleted later. */
    void hideLocale(String locale);

    /**
     * Makes the values of a type's unique fields exclusive.
     *
     * @param field the field that has just become unique, or unique in another way
     * @throws dev.headrace.admin.web.InvalidInputException if two entries share a value
     */
    void claimUnique(ContentType type, Field field);

    void releaseUnique(ContentType type, String fieldId);
}
