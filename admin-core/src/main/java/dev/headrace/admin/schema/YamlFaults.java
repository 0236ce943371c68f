package dev.headrace.admin.schema;

import java.util.LinkedHashMap;
import java.util.Map;

/** Says in plain words what is wrong with a text that is not YAML. The parser's own words presume knowledge of its grammar. */
final class YamlFaults {

    private static final String PREFIX = "is not valid YAML: ";

    /** Parts of the parser's messages to what usually causes them; the first one that matches counts. */
    private static final Map<String, String> CAUSES = causes();

    private YamlFaults() {}

    private static Map<String, String> causes() {
        Map<String, String> causes = new LinkedHashMap<>();
        causes.put("TAB", "lines must be indented by spaces, not tabs");
        causes.put("mapping values are not allowed here",
                "there is a second ':' in this line, or it is indented further than the lines above; a text with ': '"
                        + " must be in quotes");
        causes.put("could not find expected ':'", "a key must be followed by ': ' and its value, in one line");
        causes.put("end of stream", "a quote or a bracket is not closed");
        causes.put("expected <block end>",
                "the indentation does not fit that of the lines above, or a text with quotes goes on after them");
        causes.put("expected ',' or",
                "elements in brackets or braces must be separated by commas, and the bracket closed");
        causes.put("expected the node content", "there is a bracket or comma in place of a value");
        causes.put("cannot start any token",
                "a text that starts with a special character such as @, ` or % must be in quotes");
        causes.put("found undefined alias", "a text that starts with * must be in quotes");
        causes.put("while scanning an", "a text that starts with & or * must be in quotes");
        return causes;
    }

    /** @param problem in the parser's words, which are kept if nothing is known about it */
    static String plain(String problem) {
        return PREFIX + CAUSES.entrySet().stream().filter(cause -> problem.contains(cause.getKey())).findFirst()
                .map(Map.Entry::getValue).orElse(problem);
    }
}
