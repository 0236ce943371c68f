package dev.headrace.admin.importing;

import dev.headrace.admin.schema.Yaml;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * A Markdown file taken apart.
 *
 * @param keys what stands between the lines of dashes (YAML) or pluses (TOML) at its head; empty if there is nothing
 * @param body the Markdown after them
 */
record FrontMatter(ObjectNode keys, String body) {

    private static final Pattern FILE = Pattern.compile(
            "\\A\\uFEFF?(---|\\+\\+\\+)[ \\t]*\\n(.*?)^\\1[ \\t]*(?:\\n|\\z)",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern OPENING = Pattern.compile("\\A\\uFEFF?(---|\\+\\+\\+)[ \\t]*(?:\\n|\\z)");
    private static final TomlMapper TOML = TomlMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    /** @throws InvalidInputException with the line in the file if the front matter cannot be read */
    static FrontMatter parse(String text) {
        String file = text.replace("\r\n", "\n");
        Matcher matcher = FILE.matcher(file);
        if (matcher.find()) {
            String head = matcher.group(2);
            JsonNode keys = matcher.group(1).equals("+++") ? toml(head) : yaml(head);
            if (keys instanceof ObjectNode object) {
                return new FrontMatter(object, file.substring(matcher.end()).strip());
            }
            throw at("the front matter must consist of keys and values", 2, 1);
        }
        Matcher opening = OPENING.matcher(file);
        if (opening.find()) {
            throw at("the front matter has no closing line of " + opening.group(1), 1, 1);
        }
        return new FrontMatter(JsonNodeFactory.instance.objectNode(), file.strip());
    }

    private static JsonNode yaml(String head) {
        try {
            return Yaml.parse(head).json();
        } catch (InvalidInputException e) {
            // The head begins in the file's second line.
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
        }
    }

    private static InvalidInputException at(String message, int line, int column) {
        return new InvalidInputException(List.of(new Problem("", message, line, column)));
    }
}
