package dev.headrace.admin.schema;

import dev.headrace.admin.schema.SchemaStep.ExposeField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Finds the private fields of a type that become public. */
final class ExposedFields {

    private final ContentType present;
    private final AffectedEntries counts;
    private final List<SchemaStep> steps;
    private final Map<String, Field> restricted = new HashMap<>();

    /** @param steps receives a step for each field */
    ExposedFields(ContentType present, AffectedEntries counts, List<SchemaStep> steps) {
        this.present = present;
        this.counts = counts;
        this.steps = steps;
        present.everyField().filter(Field::restricted).forEach(field -> restricted.put(field.id(), field));
    }

    /** @param path the path of the parent, with a trailing dot; empty for a type */
    void find(SequencedMap<String, Field> fields, String path) {
        // Whatever is inside a private field stays private.
        fields.values().stream().filter(field -> !field.restricted()).forEach(field -> {
            String at = path + field.name();
            before(field).ifPresent(_ -> steps.add(new ExposeField(present.name(), at,
                    field.id().isEmpty() ? 0 : counts.values(present, field.id()), counts.entries(present))));
            field.groupFields().ifPresent(nested -> find(nested, at + "."));
            field.blocks().ifPresent(blocks -> blocks.values()
                    .forEach(block -> find(block.fields(), at + "." + block.name() + ".")));
        });
    }

    /** The private field with the same values: those of a replaced field can be restored from revisions. */
    private Optional<Field> before(Field field) {
        return Stream.concat(Stream.of(field.id()), field.formerIds().stream())
                .flatMap(id -> Stream.ofNullable(restricted.get(id))).findFirst();
    }
}
