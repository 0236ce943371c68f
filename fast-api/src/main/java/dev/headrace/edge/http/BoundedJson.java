package dev.headrace.edge.http;

import dev.headrace.edge.http.JsonBody.Limits;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Parses one JSON object; rejects input that exceeds the limits or has duplicate keys, with a JSON pointer to it. */
final class BoundedJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(
            StreamReadConstraints.builder().maxNumberLength(MAX_NUMBER_LENGTH).build()).build();

    private final Limits limits;
    private int keys;

    BoundedJson(Limits limits) {
        this.limits = limits;
    }

    /** @throws ProblemException 400 if the bytes are not one object within the limits */
    ObjectNode read(byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw JsonBody.invalid("", "must be a JSON object");
            }
            ObjectNode object = object(parser, 1);
            if (parser.nextToken() != null) {
                throw JsonBody.invalid("", "must be a single JSON object");
            }
            return object;
        } catch (JacksonException | NumberFormatException e) {
            // The latter is how the library reports an exponent of more than 32 bits.
            throw JsonBody.invalid("", "is not well-formed JSON");
        }
    }

    private JsonNode value(JsonParser parser, int depth) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, depth + 1);
            case START_ARRAY -> array(parser, depth + 1);
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private ObjectNode object(JsonParser parser, int depth) {
        checkDepth(parser, depth);
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (object.has(name)) {
                throw JsonBody.invalid(pointer(parser), "is a duplicate key");
            }
            count(parser);
            parser.nextToken();
            object.set(name, value(parser, depth));
        }
        return object;
    }

    private ArrayNode array(JsonParser parser, int depth) {
        checkDepth(parser, depth);
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            count(parser);
            array.add(value(parser, depth));
        }
        return array;
    }

    private void checkDepth(JsonParser parser, int depth) {
        if (depth > limits.maxDepth()) {
            throw JsonBody.invalid(pointer(parser), "is nested more than " + limits.maxDepth() + " levels deep");
        }
    }

    private void count(JsonParser parser) {
        if (++keys > limits.maxKeys()) {
            throw JsonBody.invalid(pointer(parser), limits.maxKeys() == 0
                    ? "is unknown: the body must be empty or an empty JSON object"
                    : "exceeds the " + limits.maxKeys() + " values allowed in a body");
        }
    }

    private static String pointer(JsonParser parser) {
        return parser.streamReadContext().pathAsPointer().toString();
    }
}
