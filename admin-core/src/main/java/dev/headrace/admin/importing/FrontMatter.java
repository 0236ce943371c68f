package dev.headrace.admin.importing;

import dev.headrace.admin.schema.Yaml;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * A parsed Markdown file.
 *
 * @param keys the front matter between lines of dashes (YAML) or pluses (TOML); empty if there is none
 * @param body the Markdown after them
 */
record FrontMatter(ObjectNode keys, String body) {

    private static final Pattern OPENING = Pattern.compile("\\A(---|\\+\\+\\+)[ \\t]*(?:\\n|\\z)");
    // A multi-line TOML string may contain lines that look like the closing one.
    private static final int MAX_CLOSING_LINES = 20;
    private static final TomlMapper TOML = TomlMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    /** @throws InvalidInputException with the line in the file if the front matter cannot be read */
    static FrontMatter parse(String text) {
        String file = (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
        Matcher opening = OPENING.matcher(file);
        if (!opening.find()) {
            return new FrontMatter(JsonNodeFactory.instance.objectNode(), file);
        }
        boolean toml = opening.group(1).equals("+++");
        Matcher closing = Pattern
                .compile("^" + Pattern.quote(opening.group(1)) + "[ \\t]*(?:\\n|\\z)", Pattern.MULTILINE)
                .matcher(file);
        Optional<InvalidInputException> wrong = Optional.empty();
        int from = opening.end();
        for (int tries = toml ? MAX_CLOSING_LINES : 1; tries > 0 && closing.find(from); tries--) {
            String head = file.substring(opening.end(), closing.start());
            try {
                return new FrontMatter(keys(toml ? toml(head) : yaml(head)), file.substring(closing.end()));
            } catch (InvalidInputException e) {
                wrong = wrong.or(() -> Optional.of(e));
                from = closing.end();
            }
        }
        throw wrong.orElseGet(() -> at("the front matter has no closing " + opening.group(1) + " line", 1, 1));
    }

    private static ObjectNode keys(JsonNode head) {
        if (head instanceof ObjectNode keys) {
            return keys;
        }
        throw at("the front matter must be a mapping of keys to values", 2, 1);
    }

    private static JsonNode yaml(String head) {
        try {
            return Yaml.parseAsWritten(head).json();
        } catch (InvalidInputException e) {
            // The front matter starts in the second line of the file.
            throw new InvalidInputException(e.problems().stream().map(problem -> problem.line() == null
                    ? problem
                    : new Problem(problem.pointer(), problem.message(), problem.line() + 1, problem.column()))
                    .toList());
        }
    }

    private static JsonNode toml(String head) {
        try {
            return TOML.readTree(head);
        } catch (JacksonException e) {
            int line = Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNr());
            int column = Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getColumnNr());
            throw at(e.getOriginalMessage(), line + 1, column);
        } catch (NumberFormatException e) {
            throw at("'nan' and 'inf' are not supported", 2, 1);
        }
    }

    private static InvalidInputException at(String message, int line, int column) {
        return new InvalidInputException(List.of(new Problem("", message, line, column)));
    }
}
