package dev.headrace.admin.schema;

import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A field that has values of its own, at any depth of its type: a scalar or a reference.
 *
 * @param path names of fields and block types, separated by dots, such as {@code parts.quote.text}
 * @param label the labels of the fields and block types, outermost first
 * @param ids of the fields, outermost first
 */
public record ValueField(String path, String label, Field field, List<String> ids) {

    public ValueField {
        ids = List.copyOf(ids);
    }

    /** All such fields of a type, in the order of the model. */
    public static List<ValueField> of(ContentType type) {
        return within(type.fields(), "", "", List.of()).toList();
    }

    private static Stream<ValueField> within(SequencedMap<String, Field> fields, String path, String label,
            List<String> ids) {
        return fields.values().stream().flatMap(field -> within(field, path + field.name(), label + field.label(),
                Stream.concat(ids.stream(), Stream.of(field.id())).toList()));
    }

    private static Stream<ValueField> within(Field field, String path, String label, List<String> ids) {
        return switch (field.type()) {
            case Scalar _,FieldType.Reference _ -> Stream.of(new ValueField(path, label, field, ids));
            case FieldType.Group group -> within(group.fields(), path + ".", label + " › ", ids);
            case FieldType.Blocks blocks -> blocks.of().values().stream().flatMap(block -> within(block.fields(),
                    path + "." + block.name() + ".", label + " › " + block.label() + " › ", ids));
        };
    }

    /** A path in PostgreSQL's lax mode to its values in those of an entry; each element of a list is one. */
    public String jsonPath() {
        return ids.stream().map(id -> ".\"" + id + "\"").collect(Collectors.joining("", "$", "[*]"));
    }
}
