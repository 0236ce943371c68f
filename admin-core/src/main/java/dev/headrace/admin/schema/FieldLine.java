package dev.headrace.admin.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/**
 * A line of the list of a type's fields: a field, or a block type with its fields below it.
 *
 * @param depth 0 for top-level fields
 * @param kind the keyword of the field's type, with the types that it refers to
 * @param rules in words, such as {@code required} and {@code max 100}
 */
record FieldLine(int depth, String name, String label, String kind, List<String> rules) {

    // Shown in other ways.
    private static final Set<String> NO_RULES = Set.of("type", "help", "to", "fields", "of");

    /** All fields, also nested ones, in the order of the model. */
    static List<FieldLine> of(ContentType type) {
        List<FieldLine> lines = new ArrayList<>();
        add(type.fields(), 0, lines);
        return lines;
    }

    private static void add(SequencedMap<String, Field> fields, int depth, List<FieldLine> lines) {
        fields.forEach((name, field) -> {
            String targets = field.isReference() ? " to " + String.join(", ", field.targets()) : "";
            lines.add(new FieldLine(depth, name, field.label(), field.keyword() + targets, rules(field)));
            field.groupFields().ifPresent(inner -> add(inner, depth + 1, lines));
            field.blocks().ifPresent(blocks -> blocks.values().forEach(block -> {
                lines.add(new FieldLine(depth + 1, block.name(), block.label(), "block type", List.of()));
                add(block.fields(), depth + 2, lines);
            }));
        });
    }

    private static List<String> rules(Field field) {
        return DefinitionWriter.write(field).properties().stream().filter(option -> !NO_RULES.contains(option.getKey()))
                .map(option -> rule(option.getKey(), option.getValue())).toList();
    }

    private static String rule(String name, JsonNode value) {
        if (value.isBoolean() && value.booleanValue()) {
            return name;
        }
        return name + " " + (value.isArray()
                ? String.join(", ", value.valueStream().map(each -> each.asString("")).toList())
                : value.isValueNode() ? value.asString() : value.toString());
    }
}
