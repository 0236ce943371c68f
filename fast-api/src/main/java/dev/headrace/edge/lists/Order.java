package dev.headrace.edge.lists;

import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.ValueKind;

/**
 * The order of a list. Documents without a value come before all others, or after them in descending order; those with the
 * same value are ordered by id.
 *
 * @param sort name of the field
 */
record Order(String sort, Field field, boolean descending) {

    /** The kind of the field's values. */
    ValueKind kind() {
        return field.kind();
    }

    boolean isByPublication() {
        return sort.equals(PublishedModel.PUBLISHED_AT);
    }

    String canonical() {
        return (descending ? "-" : "") + sort;
    }
}
