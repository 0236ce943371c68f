package dev.headrace.admin.schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The texts of a model file or an API call: in Unicode normalization form C, and without control characters. */
final class WrittenText {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ModelProblems problems;

    private WrittenText(ModelProblems problems) {
        this.problems = problems;
    }

    /** A copy with normalized texts; texts with control characters are added to the problems. */
    static JsonNode of(JsonNode written, String pointer, ModelProblems problems) {
        return new WrittenText(problems).copy(written, pointer);
    }

    private JsonNode copy(JsonNode node, String pointer) {
        if (node.isString()) {
            return JSON.stringNode(text(node, pointer));
        }
        if (node.isObject()) {
            ObjectNode object = JSON.objectNode();
            node.forEachEntry((name, value) -> object.set(name,
                    copy(value, pointer + "/" + name.replace("~", "~0").replace("/", "~1"))));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JSON.arrayNode();
            for (int i = 0; i < node.size(); i++) {
                array.add(copy(node.get(i), pointer + "/" + i));
            }
            return array;
        }
        return node;
    }

    private String text(JsonNode string, String pointer) {
        try {
            return ScalarChecks.text(string);
        } catch (InvalidValueException e) {
            problems.add(pointer, e.reason());
            return "";
        }
    }
}
