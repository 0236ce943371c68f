package dev.headrace.admin.importing;

import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Locates invalid values in a file.
 *
 * @param fields the values of the file, by field name
 */
record FileFaults(FrontMatter matter, ObjectNode fields) {

    /** The problems with their lines, as far as these are known, in the order of the file. */
    List<Problem> located(List<Problem> problems) {
        return problems.stream().flatMap(this::located).distinct()
                .sorted(Comparator.comparing(Problem::line, Comparator.nullsLast(Comparator.naturalOrder()))).toList();
    }

    private Stream<Problem> located(Problem problem) {
        if (problem.line() != null || problem.pointer().isEmpty()) {
            return Stream.of(problem);
        }
        String value = fields.at(JsonPointer.compile(problem.pointer())).asString("");
        Integer line = line(problem.pointer());
        if (!ControlCharacters.areIn(value)) {
            return Stream.of(new Problem(problem.pointer(), problem.message(), line, null));
        }
        return value.equals(matter.body())
                ? ControlCharacters.in(value, problem.pointer(), matter.bodyLine()).stream()
                : Stream.of(ControlCharacters.escapedIn(value, problem.pointer(), line));
    }

    /** The line of the closest key. */
    private @Nullable Integer line(String pointer) {
        for (String key = pointer; !key.isEmpty(); key = key.substring(0, key.lastIndexOf('/'))) {
            Integer line = matter.lines().get(key);
            if (line != null) {
                return line;
            }
        }
        return null;
    }
}
