package dev.headrace.admin.schema;

import dev.headrace.admin.schema.Definitions.Definition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;

/** The model as a YAML text. */
final class SchemaFile {

    // Deeper than types, type, fields, field everything stands on one line.
    private static final int BLOCK_DEPTH = 4;

    private static final List<String> NOT_YET = List.of("forms", "collections");

    private SchemaFile() {}

    /**
     * Reads a model file.
     *
     * @param present the types that exist already, which references may name as well
     * @throws dev.headrace.admin.web.InvalidInputException naming each place that is wrong
     */
    static List<Definition> read(String text, Collection<ContentType> present) {
        Yaml yaml = Yaml.parse(text);
        Problems problems = new Problems(yaml.places());
        Reading root = new Reading(yaml.json(), "", problems);
        Reading types = root.object("types");
        List<Definition> definitions = new ArrayList<>();
        for (String name : types.names()) {
            definitions.add(
                    new Definitions(problems).read(name, yaml.json().path("types").path(name), types.pointer(name)));
        }
        for (String later : NOT_YET) {
            if (root.has(later)) {
                problems.add(root.pointer(later), "are not there yet: a model has types only");
            }
        }
        root.noMore();
        Set<String> known = names(definitions, present);
        definitions.forEach(definition -> checkReferences(definition.type(), known,
                types.pointer(definition.type().name()), problems));
        problems.throwIfAny();
        return definitions;
    }

    /** Reads the definition of one type, as the API takes it. */
    static Definition readOne(String name, JsonNode json, Collection<ContentType> present) {
        Problems problems = new Problems(Map.of());
        Definition definition = new Definitions(problems).read(name, json, "");
        checkReferences(definition.type(), names(List.of(definition), present), "", problems);
        problems.throwIfAny();
        return definition;
    }

    static String write(Collection<ContentType> types) {
        MappingNode all = mapping(FlowStyle.BLOCK);
        for (ContentType type : types) {
            put(all, type.name(), node(DefinitionWriter.write(type), 2));
        }
        MappingNode root = mapping(FlowStyle.BLOCK);
        put(root, "types", all);
        DumpSettings settings = DumpSettings.builder().setWidth(10_000).setIndent(2).build();
        return new Present(settings).emitToString(new Serialize(settings).serializeOne(root).iterator());
    }

    private static Set<String> names(List<Definition> definitions, Collection<ContentType> present) {
        Set<String> names = new HashSet<>();
        present.forEach(type -> names.add(type.name()));
        definitions.forEach(definition -> names.add(definition.type().name()));
        return names;
    }

    private static void checkReferences(ContentType type, Set<String> known, String pointer, Problems problems) {
        for (Field field : type.fields().values()) {
            if (field.type() instanceof FieldType.Reference reference && !known.containsAll(reference.to())) {
                problems.add(pointer + "/fields/" + field.name() + "/to", "names a type that does not exist");
            }
        }
    }

    private static Node node(JsonNode json, int depth) {
        FlowStyle style = depth < BLOCK_DEPTH && json.isObject() ? FlowStyle.BLOCK : FlowStyle.FLOW;
        if (json.isObject()) {
            MappingNode mapping = mapping(json.isEmpty() ? FlowStyle.FLOW : style);
            json.properties()
                    .forEach(property -> put(mapping, property.getKey(), node(property.getValue(), depth + 1)));
            return mapping;
        }
        if (json.isArray()) {
            List<Node> elements = new ArrayList<>();
            json.forEach(element -> elements.add(node(element, depth + 1)));
            return new SequenceNode(Tag.SEQ, elements, FlowStyle.FLOW);
        }
        if (json.isNumber()) {
            String number = json.decimalValue().toPlainString();
            return new ScalarNode(number.contains(".") ? Tag.FLOAT : Tag.INT, number, ScalarStyle.PLAIN);
        }
        if (json.isBoolean()) {
            return new ScalarNode(Tag.BOOL, json.asString(), ScalarStyle.PLAIN);
        }
        return new ScalarNode(Tag.STR, json.asString(), ScalarStyle.PLAIN);
    }

    private static MappingNode mapping(FlowStyle style) {
        return new MappingNode(Tag.MAP, new ArrayList<>(), style);
    }

    private static void put(MappingNode mapping, String key, Node value) {
        mapping.getValue().add(new NodeTuple(new ScalarNode(Tag.STR, key, ScalarStyle.PLAIN), value));
    }
}
