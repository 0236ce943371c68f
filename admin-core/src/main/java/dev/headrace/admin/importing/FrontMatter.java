package dev.headrace.admin.importing;

import dev.headrace.admin.schema.Yaml;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * A parsed Markdown file.
 *
 * @param keys the front matter between lines of dashes (YAML) or pluses (TOML); empty if there is none
 * @param body the Markdown after them
 * @param lines the lines of keys in the file, by JSON pointer, as far as they are known
 * @param bodyLine the line in which the body starts
 */
record FrontMatter(ObjectNode keys, String body, Map<String, Integer> lines, int bodyLine) {

    // The front matter starts in the second line of the file.
    private static final int LINES_BEFORE = 1;
    private static final Pattern OPENING = Pattern.compile("\\A(---|\\+\\+\\+)[ \\t]*(?:\\n|\\z)");
    private static final Pattern TOML_KEY = Pattern.compile("[ \\t]*\"?([A-Za-z0-9_-]+)\"?[ \\t]*=");
    // A multi-line TOML string may contain lines that look like the closing one.
    private static final int MAX_CLOSING_LINES = 20;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_LENGTH = 500_000;
    private static final int MAX_LENGTH_OF_ALL_TRIES = 2 * MAX_LENGTH;
    private static final TomlMapper TOML = TomlMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    /** @throws InvalidInputException with the line in the file if the front matter cannot be read */
    static FrontMatter parse(String text) {
        String file = (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
        Matcher opening = OPENING.matcher(file);
        if (!opening.find()) {
            return new FrontMatter(JsonNodeFactory.instance.objectNode(), file, Map.of(), 1);
        }
        boolean toml = opening.group(1).equals("+++");
        Matcher closing = Pattern
                .compile("^" + Pattern.quote(opening.group(1)) + "[ \\t]*(?:\\n|\\z)", Pattern.MULTILINE)
                .matcher(file);
        Optional<InvalidInputException> wrong = Optional.empty();
        int from = opening.end();
        int read = 0;
        for (int tries = toml ? MAX_CLOSING_LINES : 1; tries > 0 && closing.find(from); tries--) {
            int length = closing.start() - opening.end();
            read += length;
            if (length > MAX_LENGTH || read > MAX_LENGTH_OF_ALL_TRIES) {
                throw wrong.orElseGet(() -> at("the front matter is longer than " + MAX_LENGTH + " characters", 1, 1));
            }
            try {
                return of(file.substring(opening.end(), closing.start()), toml, file, closing.end());
            } catch (InvalidInputException e) {
                wrong = wrong.or(() -> Optional.of(e));
                from = closing.end();
            }
        }
        throw wrong.orElseGet(() -> at("the front matter has no closing " + opening.group(1) + " line", 1, 1));
    }

    private static FrontMatter of(String head, boolean toml, String file, int bodyStart) {
        List<Problem> unwanted = ControlCharacters.in(head, "", 1 + LINES_BEFORE);
        if (!unwanted.isEmpty()) {
            throw new InvalidInputException(unwanted);
        }
        Map<String, Integer> lines = new HashMap<>();
        JsonNode keys = toml ? toml(head, lines) : yaml(head, lines);
        if (keys instanceof ObjectNode object) {
            return new FrontMatter(object, file.substring(bodyStart), lines, lineAt(file, bodyStart));
        }
        throw at("the front matter must be a mapping of keys to values", 1 + LINES_BEFORE, 1);
    }

    private static JsonNode yaml(String head, Map<String, Integer> lines) {
        try {
            Yaml read = Yaml.parseAsWritten(head);
            read.places().forEach((pointer, place) -> lines.put(pointer, place.line() + LINES_BEFORE));
            return read.json();
        } catch (InvalidInputException e) {
            throw new InvalidInputException(e.problems().stream().map(problem -> problem.line() == null
                    ? problem
                    : new Problem(problem.pointer(), problem.message(), problem.line() + LINES_BEFORE,
                            problem.column()))
                    .toList());
        }
    }

    private static JsonNode toml(String head, Map<String, Integer> lines) {
        addTomlLines(head, lines);
        try {
            return withoutNonFinite(TOML.readTree(head), 0);
        } catch (JacksonException e) {
            int line = Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNr());
            int column = Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getColumnNr());
            throw at(e.getOriginalMessage(), line + LINES_BEFORE, column);
        } catch (NumberFormatException e) {
            throw at("'nan' and 'inf' are not supported", 1 + LINES_BEFORE, 1);
        }
    }

    /** The parser does not report the positions of keys. */
    private static void addTomlLines(String head, Map<String, Integer> lines) {
        int line = LINES_BEFORE;
        for (String text : (Iterable<String>) head.lines()::iterator) {
            line++;
            Matcher key = TOML_KEY.matcher(text);
            if (key.lookingAt()) {
                lines.putIfAbsent("/" + key.group(1), line);
            }
        }
    }

    /**
     * JSON has no such numbers. They become text, as in YAML, so that a field of numbers rejects them like any other
     * invalid value. The parser does not limit how deep keys with dots nest.
     */
    private static JsonNode withoutNonFinite(JsonNode value, int depth) {
        if (depth > MAX_DEPTH) {
            throw at("the front matter is nested too deeply", 1 + LINES_BEFORE, 1);
        }
        switch (value) {
            case ObjectNode object -> List.copyOf(object.propertyNames())
                    .forEach(name -> object.set(name, withoutNonFinite(object.get(name), depth + 1)));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, withoutNonFinite(array.get(i), depth + 1));
                }
            }
            default -> {
                boolean finite = !(value.isDouble() || value.isFloat()) || Double.isFinite(value.doubleValue());
                return finite ? value : JsonNodeFactory.instance.stringNode(value.asString());
            }
        }
        return value;
    }

    private static int lineAt(String text, int offset) {
        return 1 + (int) text.chars().limit(offset).filter(c -> c == '\n').count();
    }

    private static InvalidInputException at(String message, int line, int column) {
        return new InvalidInputException(List.of(new Problem("", message, line, column)));
    }
}
