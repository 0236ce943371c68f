package dev.headrace.local.core;

import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An error response of the core (RFC 9457). */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String permittedBy;
    private final transient List<Fault> faults;

    /**
     * An error in the request.
     *
     * @param pointer JSON Pointer to the invalid value
     * @param message error message
     * @param line line in the request body, from 1
     * @param column column in that line, from 1
     */
    public record Fault(String pointer, String message, @Nullable Integer line, @Nullable Integer column) {

        /** For a terminal: with line and column in the file if known, else the pointer. */
        public String toString(String file) {
            if (line == null) {
                return file + ": " + (pointer.isEmpty() ? "" : pointer + ": ") + message;
            }
            return file + ":" + line + (column == null ? "" : ":" + column) + ": " + message;
        }
    }

    private record Problem(@Nullable String title, @Nullable String detail, @Nullable String permittedBy,
            @Nullable List<Fault> errors) {}

    private ProblemException(int status, String message, @Nullable String permittedBy, List<Fault> faults) {
        super(message);
        this.status = status;
        this.permittedBy = permittedBy;
        this.faults = faults;
    }

    static ProblemException of(HttpResponse<String> response, JsonMapper json) {
        String fallback = "The core responded " + response.statusCode() + " to " + response.request().method() + " "
                + response.uri().getPath() + ".";
        try {
            Problem problem = json.readValue(response.body(), Problem.class);
            String message = problem.detail() != null ? problem.detail() : problem.title();
            return new ProblemException(response.statusCode(), message != null ? message : fallback,
                    problem.permittedBy(), problem.errors() != null ? problem.errors() : List.of());
        } catch (JacksonException e) {
            return new ProblemException(response.statusCode(), fallback, null, List.of());
        }
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The parameter with which the core accepts the same request, such as {@code force=true}; null for none. */
    public @Nullable String permittedBy() {
        return permittedBy;
    }

    /** The individual errors; empty if there is only the message. */
    public List<Fault> faults() {
        return faults;
    }
}
