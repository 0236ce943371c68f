package dev.headrace.admin.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a caller sent breaks the rules; nothing was changed. Answered as {@code 400} with each place that is wrong. */
public final class InvalidInputException extends RuntimeException {

    private final transient List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param pointer JSON pointer (RFC 6901) to the place; empty for the whole
     * @param line line in the text that was sent, counted from 1, where there is one
     * @param column column in that line, counted from 1
     */
    public record Problem(String pointer, String message, @Nullable Integer line, @Nullable Integer column) {

        public Problem(String pointer, String message) {
            this(pointer, message, null, null);
        }
    }

    public InvalidInputException(List<Problem> problems) {
        super(summary(problems));
        this.problems = List.copyOf(problems);
    }

    public InvalidInputException(String pointer, String message) {
        this(List.of(new Problem(pointer, message)));
    }

    public List<Problem> problems() {
        return problems;
    }

    private static String summary(List<Problem> problems) {
        Problem first = problems.getFirst();
        String place = first.line() == null ? first.pointer() : "line " + first.line() + ", column " + first.column();
        String sentence = place.isEmpty() ? first.message() : place + ": " + first.message();
        return problems.size() == 1 ? sentence : sentence + " (and " + (problems.size() - 1) + " more)";
    }
}
