package dev.headrace.admin.importing;

import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the control characters that no field accepts. They are invisible, so reports name their places. */
final class ControlCharacters {

    private static final Pattern UNWANTED = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|[\\ud800-\\udfff]");
    private static final int MAX_REPORTED = 20;

    private ControlCharacters() {}

    static boolean areIn(String text) {
        return UNWANTED.matcher(text).find();
    }

    /** The first ones in a text that starts with a line of a file. */
    static List<Problem> in(String text, String pointer, int firstLine) {
        List<Problem> problems = new ArrayList<>();
        Matcher unwanted = UNWANTED.matcher(text);
        int line = firstLine;
        int lineStart = 0;
        while (problems.size() < MAX_REPORTED && unwanted.find()) {
            for (int end = text.indexOf('\n', lineStart); end >= 0 && end < unwanted.start(); end = text
                    .indexOf('\n', lineStart)) {
                line++;
                lineStart = end + 1;
            }
            problems.add(problem(unwanted.group(), pointer, line,
                    1 + text.codePointCount(lineStart, unwanted.start())));
        }
        return problems;
    }

    /** The first one in a value that has one, and is not written in the file as it is. */
    static Problem escapedIn(String value, String pointer, @Nullable Integer line) {
        return UNWANTED.matcher(value).results().findFirst()
                .map(unwanted -> problem(unwanted.group(), pointer, line, null)).orElseThrow();
    }

    private static Problem problem(String character, String pointer, @Nullable Integer line,
            @Nullable Integer column) {
        return new Problem(pointer,
                "must not contain the control character U+%04X".formatted(character.codePointAt(0)), line, column);
    }
}
