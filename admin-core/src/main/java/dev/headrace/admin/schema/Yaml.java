package dev.headrace.admin.schema;

import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A YAML document as JSON, with the location of each value in the source.
 *
 * @param json the same content
 * @param places JSON pointers to the position of the value's key, or of the value if it has no key
 */
public record Yaml(JsonNode json, Map<String, Place> places) {

    /** A position in the source; line and column start at 1. */
    public record Place(int line, int column) {}

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_EVENTS = 200_000;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_LENGTH = 2_000_000;

    /**
     * Reads one document.
     *
     * @param text an empty document is an empty object
     * @throws InvalidInputException with line and column if the text is not valid YAML
     */
    public static Yaml parse(String text) {
        return parse(text, false);
    }

    /**
     * Like {@link #parse(String)}, but keeps numbers and booleans as the strings they were written as: a title may be
     * {@code 007} or {@code 1.10}.
     */
    public static Yaml parseAsWritten(String text) {
        return parse(text, true);
    }

    private static Yaml parse(String text, boolean asWritten) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidInputException("", "must not be longer than " + MAX_LENGTH + " characters");
        }
        LoadSettings settings = settings(text);
        try {
            checkSize(text, settings);
            Optional<Node> root = new Compose(settings).composeString(text);
            Map<String, Place> places = new HashMap<>();
            return new Yaml(
                    root.map(node -> new Conversion(places, asWritten).convert(node, "", 0))
                            .orElseGet(JSON::objectNode),
                    places);
        } catch (MarkedYamlEngineException e) {
            String problem = YamlFaults.plain(e.getProblem());
            throw e.getProblemMark().map(mark -> invalid(mark, "", problem))
                    .orElseGet(() -> new InvalidInputException("", problem));
        } catch (YamlEngineException e) {
            throw new InvalidInputException("", String.valueOf(e.getMessage()));
        }
    }

    /** The buffer holds all of the text, because the parser would copy a long scalar each time it reads on. */
    private static LoadSettings settings(String text) {
        return LoadSettings.builder().setSchema(new CoreSchema()).setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false).setCodePointLimit(MAX_LENGTH).setBufferSize(text.length() + 2).build();
    }

    private static InvalidInputException invalid(Mark mark, String pointer, String message) {
        return new InvalidInputException(
                List.of(new Problem(pointer, message, mark.getLine() + 1, mark.getColumn() + 1)));
    }

    /** Composing is recursive and keeps all nodes, so depth and number are limited beforehand. */
    private static void checkSize(String text, LoadSettings settings) {
        int depth = 0;
        int events = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (++events > MAX_EVENTS) {
                throw invalid(event.getStartMark().orElseThrow(), "", "has too many values");
            } else if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                throw invalid(event.getStartMark().orElseThrow(), "", "is nested too deeply");
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    /** Converts nodes to JSON. */
    private static final class Conversion {

        // Aliases share nodes, so a short text could otherwise expand to a huge document.
        private static final int MAX_NODES = 100_000;
        // Each value has a pointer with the keys around it, so long keys could otherwise grow to gigabytes.
        private static final int MAX_POINTER_CHARACTERS = 20_000_000;

        private final Map<String, Place> places;
        private final boolean asWritten;
        private int nodes;
        private int pointerCharacters;

        Conversion(Map<String, Place> places, boolean asWritten) {
            this.places = places;
            this.asWritten = asWritten;
        }

        JsonNode convert(Node node, String pointer, int depth) {
            // Aliases can nest nodes deeper than the text does.
            pointerCharacters += pointer.length();
            if (depth > MAX_DEPTH || ++nodes > MAX_NODES || pointerCharacters > MAX_POINTER_CHARACTERS) {
                throw invalid(mark(node), "", "is nested too deeply or too large");
            }
            Mark mark = mark(node);
            places.putIfAbsent(pointer, new Place(mark.getLine() + 1, mark.getColumn() + 1));
            return switch (node) {
                case MappingNode mapping -> object(mapping, pointer, depth);
                case SequenceNode sequence -> array(sequence, pointer, depth);
                case ScalarNode scalar -> scalar(scalar, pointer);
                default -> throw invalid(mark, pointer, "must not contain itself");
            };
        }

        private ObjectNode object(MappingNode mapping, String pointer, int depth) {
            ObjectNode object = JSON.objectNode();
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    throw invalid(mark(tuple.getKeyNode()), pointer, "a key must be a string");
                }
                String name = key.getValue();
                String at = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
                if (object.has(name)) {
                    throw invalid(mark(key), at, "the key '" + name + "' is defined twice");
                }
                places.put(at, new Place(mark(key).getLine() + 1, mark(key).getColumn() + 1));
                object.set(name, convert(tuple.getValueNode(), at, depth + 1));
            }
            return object;
        }

        private ArrayNode array(SequenceNode sequence, String pointer, int depth) {
            ArrayNode array = JSON.arrayNode();
            for (Node element : sequence.getValue()) {
                array.add(convert(element, pointer + "/" + array.size(), depth + 1));
            }
            return array;
        }

        private JsonNode scalar(ScalarNode scalar, String pointer) {
            String text = scalar.getValue();
            Tag tag = scalar.getTag();
            if (asWritten && !tag.equals(Tag.NULL)) {
                return JSON.stringNode(text);
            }
            boolean number = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
            if (number && text.length() > MAX_NUMBER_LENGTH) {
                throw invalid(mark(scalar), pointer, "has too many digits");
            }
            try {
                if (tag.equals(Tag.NULL)) {
                    return JSON.nullNode();
                } else if (tag.equals(Tag.BOOL)) {
                    return JSON.booleanNode(text.equalsIgnoreCase("true"));
                } else if (tag.equals(Tag.INT)) {
                    return integer(new BigInteger(text.startsWith("+") ? text.substring(1) : text));
                } else if (tag.equals(Tag.FLOAT)) {
                    return JSON.numberNode(new BigDecimal(text));
                }
                return JSON.stringNode(text);
            } catch (NumberFormatException e) {
                throw invalid(mark(scalar), pointer, "'" + text + "' is not a supported number");
            }
        }

        private static JsonNode integer(BigInteger number) {
            return number.bitLength() < Integer.SIZE
                    ? JSON.numberNode(number.intValueExact())
                    : JSON.numberNode(number);
        }

        private static Mark mark(Node node) {
            return node.getStartMark().orElseThrow();
        }
    }
}
