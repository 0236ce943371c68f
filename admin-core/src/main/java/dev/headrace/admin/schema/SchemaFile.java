package dev.headrace.admin.schema;

import dev.headrace.admin.schema.DefinitionReader.Definition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;

/**
 * A requested model, read from YAML or from the API.
 *
 * @param locales empty if they are omitted
 * @param problems resolves pointers to locations in the file
 */
record SchemaFile(List<Definition> definitions, Optional<Locales> locales, ModelProblems problems) {

    // Nodes below types, type, fields and field are written on one line.
    private static final int BLOCK_DEPTH = 4;
    private static final int MAX_LOCALES = 50;
    private static final String LOCALE_PATTERN = "[a-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}";
    private static final List<String> UNSUPPORTED = List.of("forms", "collections", "presets");

    /** Invalid parts are reported as problems, which make planning fail. */
    static SchemaFile read(String text, InteractionKinds kinds) {
        Yaml yaml = Yaml.parse(text);
        ModelProblems problems = new ModelProblems(yaml.places());
        JsonNode json = WrittenText.of(yaml.json(), "", problems);
        Reading root = new Reading(json, "", problems);
        Reading types = root.object("types");
        List<Definition> definitions = new ArrayList<>();
        for (String name : types.names()) {
            definitions.add(DefinitionReader.written(problems, kinds).read("", name,
                    json.path("types").path(name), types.pointer(name)));
        }
        Optional<Locales> locales = root.has("locales")
                ? Optional.of(locales(root.object("locales"), root.pointer("locales"), problems))
                : Optional.empty();
        for (String key : UNSUPPORTED) {
            if (root.has(key)) {
                problems.add(root.pointer(key), "are not supported yet; a model consists of types and locales");
            }
        }
        root.rejectUnknownKeys();
        return new SchemaFile(definitions, locales, problems);
    }

    /** Reads the definition of one type from the API. */
    static SchemaFile readOne(String name, JsonNode json, InteractionKinds kinds) {
        ModelProblems problems = new ModelProblems(Map.of());
        Definition definition = DefinitionReader.written(problems, kinds).read("", name,
                WrittenText.of(json, "", problems), "");
        return new SchemaFile(List.of(definition), Optional.empty(), problems);
    }

    private static Locales locales(Reading all, String pointer, ModelProblems problems) {
        Map<String, Optional<String>> fallbacks = new LinkedHashMap<>();
        for (String tag : all.names()) {
            if (!tag.matches(LOCALE_PATTERN)) {
                problems.add(all.pointer(tag), "is not a language tag such as en or pt-BR");
            }
            Reading locale = all.object(tag);
            fallbacks.put(tag, Optional.ofNullable(locale.optionalString("fallback")));
            locale.rejectUnknownKeys();
        }
        if (fallbacks.isEmpty() || fallbacks.size() > MAX_LOCALES) {
            problems.add(pointer, "needs between 1 and " + MAX_LOCALES + " locales");
            return Locales.DEFAULT;
        }
        fallbacks.forEach((tag, fallback) -> fallback.filter(other -> !fallbacks.containsKey(other))
                .ifPresent(other -> problems.add(all.pointer(tag) + "/fallback", "'" + other + "' is not a locale")));
        Locales locales = Locales.of(fallbacks);
        fallbacks.keySet().stream().filter(tag -> isCycle(locales, tag))
                .forEach(tag -> problems.add(all.pointer(tag) + "/fallback", "fallbacks must not form a cycle: "
                        + String.join(" → ", locales.chain(tag)) + " → …"));
        return locales;
    }

    private static boolean isCycle(Locales locales, String tag) {
        List<String> chain = locales.chain(tag);
        return locales.fallbacks().getOrDefault(chain.getLast(), Optional.empty()).isPresent();
    }

    static String write(Model model) {
        MappingNode root = types(model.all());
        if (!model.locales().equals(Locales.DEFAULT)) {
            put(root, "locales", node(DefinitionWriter.write(model.locales()), BLOCK_DEPTH - 1));
        }
        return write(root);
    }

    /** A file with one type. */
    static String write(ContentType type) {
        return write(types(List.of(type)));
    }

    private static MappingNode types(Collection<ContentType> all) {
        MappingNode types = mapping(FlowStyle.BLOCK);
        for (ContentType type : all) {
            put(types, type.name(), node(DefinitionWriter.write(type), 2));
        }
        MappingNode root = mapping(FlowStyle.BLOCK);
        put(root, "types", types);
        return root;
    }

    private static String write(Node root) {
        // Quotes what the reader would take for a number, a boolean or null.
        DumpSettings settings = DumpSettings.builder().setSchema(new CoreSchema()).setWidth(10_000).setIndent(2)
                .build();
        return new Present(settings).emitToString(new Serialize(settings).serializeOne(root).iterator());
    }

    private static Node node(JsonNode json, int depth) {
        // One line for each field, so that differences between versions of a file can be read.
        boolean nested = json.valueStream().anyMatch(JsonNode::isObject);
        FlowStyle style = json.isObject() && (depth < BLOCK_DEPTH || nested) ? FlowStyle.BLOCK : FlowStyle.FLOW;
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
            String number = Scalar.text(json);
            return new ScalarNode(number.contains(".") ? Tag.FLOAT : Tag.INT, number, ScalarStyle.PLAIN);
        }
        if (json.isBoolean()) {
            return new ScalarNode(Tag.BOOL, json.asString(), ScalarStyle.PLAIN);
        }
        if (json.isNull()) {
            return new ScalarNode(Tag.NULL, "null", ScalarStyle.PLAIN);
        }
        return text(json.asString());
    }

    /** The parser takes U+0085 for a line break; the emitter escapes it only in double quotes. */
    private static ScalarNode text(String text) {
        return new ScalarNode(Tag.STR, text,
                text.indexOf('\u0085') < 0 ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }

    private static MappingNode mapping(FlowStyle style) {
        return new MappingNode(Tag.MAP, new ArrayList<>(), style);
    }

    private static void put(MappingNode mapping, String key, Node value) {
        mapping.getValue().add(new NodeTuple(text(key), value));
    }
}
