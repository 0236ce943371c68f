package dev.headrace.local.core;

import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The core refused a call and said why (RFC 9457). */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<Fault> faults;

    /**
     * One thing that is wrong with what was sent.
     *
     * @param pointer a JSON Pointer to it
     * @param message what is wrong
     * @param line where in a text that was sent, from 1
     * @param column where in that line, from 1
     */
    public record Fault(String pointer, String message, @Nullable Integer line, @Nullable Integer column) {

        /** For a terminal: the place in the file if there is one, else the pointer. */
        public String toString(String file) {
            if (line == null) {
                return file + ": " + (pointer.isEmpty() ? "" : pointer + ": ") + message;
            }
            return file + ":" + line + (column == null ? "" : ":" + column) + ": " + message;
        }
    }

    private record Problem(@Nullable String title, @Nullable String detail, @Nullable List<Fault> errors) {}

    private ProblemException(int status, String message, List<Fault> faults) {
        super(message);
        this.status = status;
        this.faults = faults;
    }

    static ProblemException of(HttpResponse<String> response, JsonMapper json) {
        String fallback = "The core answered " + response.statusCode() + " to " + response.request().method() + " "
                + response.uri().getPath() + ".";
        try {
            Problem problem = json.readValue(response.body(), Problem.class);
            String message = problem.detail() != null ? problem.detail() : problem.title();
            return new ProblemException(response.statusCode(), message != null ? message : fallback,
                    problem.errors() != null ? problem.errors() : List.of());
        } catch (JacksonException e) {
            return new ProblemException(response.statusCode(), fallback, List.of());
        }
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What is wrong in detail; empty if the message says it all. */
    public List<Fault> faults() {
        return faults;
    }
}
