package dev.headrace.local.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values for placeholders: {@code $name} in a string stands for the value that was saved or given under that name. A string
 * that is only a placeholder becomes that value, which may be of any type. Values may contain placeholders.
 */
final class Values {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$([a-zA-Z][a-zA-Z0-9]*)");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, JsonNode> values;

    Values(Map<String, JsonNode> values) {
        this.values = new HashMap<>(values);
    }

    static Values of(String name, String value) {
        return new Values(Map.of(name, JSON.stringNode(value)));
    }

    Values copy() {
        return new Values(values);
    }

    /** A copy with further values: the members of an object. */
    Values with(JsonNode object) {
        Values copy = copy();
        object.properties().forEach(each -> copy.values.put(each.getKey(), each.getValue()));
        return copy;
    }

    void save(String name, String value) {
        values.put(name, JSON.stringNode(value));
    }

    /** The node with values for all placeholders in its strings and keys. */
    JsonNode fill(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode filled = JSON.objectNode();
                object.properties().forEach(each -> filled.set(text(each.getKey()), fill(each.getValue())));
                yield filled;
            }
            case ArrayNode array -> {
                ArrayNode filled = JSON.arrayNode();
                array.forEach(each -> filled.add(fill(each)));
                yield filled;
            }
            default -> node.isString() ? fill(node.stringValue()) : node;
        };
    }

    private JsonNode fill(String text) {
        Matcher whole = PLACEHOLDER.matcher(text);
        return whole.matches() ? fill(value(whole.group(1), text)) : JSON.stringNode(text(text));
    }

    private String text(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(
                found -> Matcher.quoteReplacement(fill(value(found.group(1), text)).asString()));
    }

    private JsonNode value(String name, String text) {
        assertThat(values).as("values for '%s'", text).containsKey(name);
        return Objects.requireNonNull(values.get(name));
    }
}
