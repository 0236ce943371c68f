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

    /** Removes the values of fields, and the elements of block types, wherever they are nested in some entries. */
    void remove(ContentType type, Set<String> ids, Collection<UUID> entries);

    /** Other fields than before name the entries of a type, or give their slugs. */
    void retitle(ContentType type, Collection<UUID> entries);

    /** Some fields of a type now have one value for all locales. */
    void share(ContentType type, Locales locales, Collection<UUID> entries);

    /** A type is retired: nothing of it is visible from now on. Its entries are deleted later. */
    void hide(ContentType type);

    /** Removes all values in a locale. */
    void removeLocale(String locale);

    /**
     * Makes the values of a type's unique fields exclusive.
     *
     * @param field the field that has just become unique, or unique in another way
     * @throws dev.headrace.admin.web.InvalidInputException if two entries share a value
     */
    void claimUnique(ContentType type, Field field);

    void releaseUnique(ContentType type, String fieldId);
}
