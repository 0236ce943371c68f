package dev.headrace.edge.index;

import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.ValueKind;

/**
 * The order of a list. Documents without a value come first, or last in descending order; documents with the same value are
 * ordered by id.
 *
 * @param sort name of the field
 */
public record Order(String sort, Field field, boolean descending) {

    /** The kind of the field's values. */
    public ValueKind kind() {
        return field.kind();
    }

    public boolean isByPublication() {
        return sort.equals(PublishedModel.PUBLISHED_AT);
    }

    public String canonical() {
        return (descending ? "-" : "") + sort;
    }
}
