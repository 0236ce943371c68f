package dev.headrace.admin.contract;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Texts of a model in the source of a client, where they must not end a literal or a comment. */
final class SourceText {

    private static final JsonMapper JSON = new JsonMapper();

    private SourceText() {}

    /** A literal in TypeScript and Python. */
    static String literal(String text) {
        return JSON.writeValueAsString(text).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    /** One line of a comment in TypeScript and Python. */
    static String comment(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s\u2028\u2029]+", " ").replace("*/", "* /").strip();
    }

    /** Alternatives, such as {@code "a" | "b"}; another text if there are none. */
    static String union(Collection<String> types, String none) {
        return types.isEmpty() ? none : types.stream().distinct().collect(Collectors.joining(" | "));
    }

    static Stream<String> literals(Collection<String> texts) {
        return texts.stream().map(SourceText::literal);
    }

    /** Adds underscores to a name until nothing else has it. */
    static String free(String name, Set<String> reserved, Collection<String> taken) {
        Set<String> used = new HashSet<>(taken);
        String free = name;
        while (reserved.contains(free) || used.contains(free)) {
            free += "_";
        }
        return free;
    }
}
