package dev.headrace.admin.schema;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** Assigns ids to types, blocks and fields that have none yet. */
final class NewIds {

    private final Supplier<String> ids;

    NewIds(Supplier<String> ids) {
        this.ids = ids;
    }

    ContentType in(ContentType type) {
        return new ContentType(id(type.id()), type.name(), type.label(), type.titleField(), in(type.fields()),
                type.views(), type.lists(), type.search(), type.interactions());
    }

    private SequencedMap<String, Field> in(SequencedMap<String, Field> fields) {
        SequencedMap<String, Field> result = new LinkedHashMap<>();
        fields.forEach((name, field) -> result.put(name,
                field.withIds(id(field.id()), field.formerIds()).withType(in(field.type()))));
        return result;
    }

    private FieldType in(FieldType type) {
        return switch (type) {
            case FieldType.Group group -> new FieldType.Group(in(group.fields()), group.many());
            case FieldType.Blocks blocks -> {
                SequencedMap<String, Block> of = new LinkedHashMap<>();
                blocks.of().forEach(
                        (name, block) -> of.put(name, new Block(id(block.id()), name, in(block.fields()))));
                yield new FieldType.Blocks(of);
            }
            case Scalar _,FieldType.Reference _ -> type;
        };
    }

    private String id(String present) {
        return present.isEmpty() ? ids.get() : present;
    }
}
