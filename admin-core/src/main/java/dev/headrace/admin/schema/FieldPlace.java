package dev.headrace.admin.schema;

import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * The place of a field within its type.
 *
 * @param path names of fields and block types, separated by dots, such as {@code steps.tools}
 * @param label the labels of the fields, outermost first
 */
public record FieldPlace(String path, String label) {

    /** The place of the field with the id, at any depth. */
    public static Optional<FieldPlace> of(ContentType type, String fieldId) {
        return find(type.fields(), "", "", fieldId);
    }

    private static Optional<FieldPlace> find(SequencedMap<String, Field> fields, String path, String label,
            String fieldId) {
        return fields.values().stream()
                .flatMap(field -> find(field, path + field.name(), label + field.label(), fieldId).stream())
                .findFirst();
    }

    private static Optional<FieldPlace> find(Field field, String path, String label, String fieldId) {
        if (field.id().equals(fieldId)) {
            return Optional.of(new FieldPlace(path, label));
        }
        Stream<Optional<FieldPlace>> inner = switch (field.type()) {
            case FieldType.Group group -> Stream.of(find(group.fields(), path + ".", label + " › ", fieldId));
            case FieldType.Blocks blocks -> blocks.of().values().stream().map(
                    block -> find(block.fields(), path + "." + block.name() + ".", label + " › ", fieldId));
            case Scalar _,FieldType.Reference _ -> Stream.empty();
        };
        return inner.flatMap(Optional::stream).findFirst();
    }
}
