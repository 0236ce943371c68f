package dev.headrace.admin.schema;

import java.util.stream.Stream;

/**
 * A public field whose texts can be searched.
 *
 * @param path names of fields and block types, separated by dots
 * @param id of the field
 * @param keyword of its type
 */
public record SearchedText(String path, String id, String keyword) {

    /** In a field, at any depth. */
    static Stream<SearchedText> in(Field field, String path) {
        if (field.restricted()) {
            return Stream.empty();
        }
        return switch (field.type()) {
            case Scalar.Text _,Scalar.Markdown _ -> Stream.of(new SearchedText(path, field.id(), field.keyword()));
            case FieldType.Group group ->
                group.fields().values().stream().flatMap(inner -> in(inner, path + "." + inner.name()));
            case FieldType.Blocks blocks -> blocks.of().values().stream().flatMap(block -> block.fields().values()
                    .stream().flatMap(inner -> in(inner, path + "." + block.name() + "." + inner.name())));
            case Scalar _,FieldType.Reference _ -> Stream.empty();
        };
    }
}
