package dev.headrace.admin.schema;

import org.jspecify.annotations.Nullable;

/**
 * What holds values of fields, and must follow when the model changes. Each feature that stores values implements it;
 * all calls run in the transaction of the change.
 */
public interface StoredValues {

    /** How many entries of a type there are here. */
    long countEntries(String type);

    /** How many entries have a value in a field. */
    long countValues(String type, String field);

    void rename(String type, String from, String to);

    /**
     * Other fields than before name the entries of a type.
     *
     * @param slugField null if the type has none any more
     */
    default void retitle(String type, String titleField, @Nullable String slugField) {
        // only what keeps titles beside the fields has something to do
    }

    void remove(String type, String field);

    /** Removes all entries of a type. */
    void removeAll(String type);

    /**
     * Makes the values of a field exclusive.
     *
     * @throws dev.headrace.admin.web.InvalidInputException if two entries share a value
     */
    void claimUnique(String type, String field);

    void releaseUnique(String type, String field);
}
