package dev.headrace.admin.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input is invalid; nothing was changed. Mapped to {@code 400} with a list of errors. */
public final class InvalidInputException extends RuntimeException {

    private final transient List<Problem> problems;

    /**
     * One error.
     *
     * @param pointer JSON pointer (RFC 6901) to the invalid value; empty for the whole input
     * @param line line in the input, counted from 1, if known
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
