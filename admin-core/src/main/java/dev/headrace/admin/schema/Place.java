package dev.headrace.admin.schema;

import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * A field at its place within a type.
 *
 * @param topLevel the field of the type that contains it; the field itself if it is at the top level
 * @param path names of fields and block types, separated by dots, such as {@code steps.tools}
 * @param label the labels of the fields, outermost first
 * @param localized whether it, or a field around it, is localized
 */
record Place(Field field, Field topLevel, String path, String label, boolean localized) {

    /** All fields, nested ones included, each before those that it contains. */
    static Stream<Place> of(SequencedMap<String, Field> fields) {
        return fields.values().stream()
                .flatMap(field -> new Place(field, field, field.name(), field.label(), field.localized()).all());
    }

    private Stream<Place> all() {
        return Stream.concat(Stream.of(this), switch (field.type()) {
            case FieldType.Group group -> inside(group.fields(), path);
            case FieldType.Blocks blocks ->
                blocks.of().values().stream().flatMap(block -> inside(block.fields(), path + "." + block.name()));
            case Scalar _,FieldType.Reference _ -> Stream.empty();
        });
    }

    private Stream<Place> inside(SequencedMap<String, Field> fields, String around) {
        return fields.values().stream().flatMap(inner -> new Place(inner, topLevel, around + "." + inner.name(),
                label + " › " + inner.label(), localized || inner.localized()).all());
    }

    /** Whether this is the field with the id, or has the block type with it. */
    boolean has(String id) {
        return field.id().equals(id) || (field.type() instanceof FieldType.Blocks blocks
                && blocks.of().values().stream().anyMatch(block -> block.id().equals(id)));
    }
}
