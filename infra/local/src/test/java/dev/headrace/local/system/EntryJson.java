package dev.headrace.local.system;

import dev.headrace.local.core.LocalCore;
import dev.headrace.local.system.ExpectedValues.Element;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Converts {@link ExpectedValues} to and from the JSON of the core and the edge, which has the model's current names. */
final class EntryJson {

    private static final List<String> PLAIN = List.of("title", "name", "slug", "amount", "author", "related", "remark");
    private static final List<String> OF_ELEMENTS = List.of(ExpectedParts.HEADING, "writer", "remark", "text", "by");
    private static final List<String> LISTS = List.of(ExpectedValues.PARTS, ExpectedValues.BODY);

    private final RandomModel model;

    EntryJson(RandomModel model) {
        this.model = model;
    }

    /** Reads a draft's fields, or a document without its locale. */
    ExpectedValues read(JsonNode from) {
        Map<String, List<Element>> lists = new TreeMap<>();
        LISTS.forEach(name -> lists.put(name, from.path(name).valueStream().map(this::element).toList()));
        return ExpectedValues.NONE.with(new ExpectedValues(plain(from, PLAIN), lists));
    }

    private Element element(JsonNode from) {
        return new Element(from.path("_key").asString(""), from.path("_type").asString(""), plain(from, OF_ELEMENTS));
    }

    private Map<String, String> plain(JsonNode from, List<String> names) {
        return names.stream().collect(Collectors.toMap(name -> name, name -> text(name, from.path(model.name(name)))));
    }

    private static String text(String name, JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(each -> each.isObject() ? each.path("id").stringValue() : each.stringValue())
                    .collect(Collectors.joining(","));
        }
        // Documents embed single references to authors.
        String text = value.isObject() ? value.path("name").asString("") : value.asString("");
        return name.equals("amount") && !text.isEmpty() ? (value.isNumber() ? "number" : "text") + text : text;
    }

    /** The body of a request that makes an edit. */
    String write(ExpectedValues edit) {
        ObjectNode fields = LocalCore.JSON.createObjectNode();
        edit.plain().forEach((name, value) -> put(fields, name, value));
        edit.lists().forEach((name, elements) -> {
            ArrayNode list = fields.putArray(name);
            elements.forEach(element -> put(list.addObject(), element));
        });
        return LocalCore.JSON.createObjectNode().set("fields", fields).toString();
    }

    private void put(ObjectNode into, Element element) {
        if (!element.key().isEmpty()) {
            into.put("_key", element.key());
        }
        if (!element.type().isEmpty()) {
            into.put("_type", element.type());
        }
        element.values().forEach((name, value) -> put(into, name, value));
    }

    private void put(ObjectNode into, String name, String value) {
        String current = model.name(name);
        if (name.equals("related")) {
            ArrayNode ids = into.putArray(current);
            Arrays.stream(value.split(",")).filter(id -> !id.isEmpty()).forEach(ids::add);
        } else if (value.isEmpty()) {
            into.putNull(current);
        } else if (name.equals("amount") && value.startsWith("number")) {
            into.put(current, Integer.parseInt(value.substring("number".length())));
        } else {
            into.put(current, name.equals("amount") ? value.substring("text".length()) : value);
        }
    }
}
