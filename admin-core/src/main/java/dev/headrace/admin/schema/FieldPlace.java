package dev.headrace.admin.schema;

import java.util.Optional;

/**
 * The place of a field within its type.
 *
 * @param path names of fields and block types, separated by dots, such as {@code steps.tools}
 * @param label the labels of the fields, outermost first
 */
public record FieldPlace(String path, String label) {

    /** The place of the field with the id, at any depth. */
    public static Optional<FieldPlace> of(ContentType type, String fieldId) {
        return type.places().filter(place -> place.field().id().equals(fieldId)).findFirst()
                .map(place -> new FieldPlace(place.path(), place.label()));
    }
}
