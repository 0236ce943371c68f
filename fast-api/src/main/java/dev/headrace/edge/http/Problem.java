package dev.headrace.edge.http;

import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.Map;

/**
 * An error response (RFC 9457).
 *
 * @param detail a sentence for a human reader
 * @param errors the invalid parts of the input
 * @param headers additional response header fields
 */
public record Problem(int status, String detail, List<Invalid> errors, Map<HttpString, String> headers) {

    /**
     * An invalid part of the input.
     *
     * @param pointer a JSON pointer into the body, or {@code /} and the name of a query parameter
     */
    public record Invalid(String pointer, String message) {}

    public Problem(int status, String detail) {
        this(status, detail, List.of(), Map.of());
    }

    public static Problem notFound(String detail) {
        return new Problem(StatusCodes.NOT_FOUND, detail);
    }

    public static Problem badRequest(String detail) {
        return new Problem(StatusCodes.BAD_REQUEST, detail);
    }

    /** An invalid query parameter. */
    public static Problem badParameter(String name, String message) {
        return new Problem(StatusCodes.BAD_REQUEST, "The query parameter '" + name + "' " + message + ".",
                List.of(new Invalid(pointer(name), message)), Map.of());
    }

    /** An unknown query parameter. */
    public static Problem unknownParameter(String name, String hint) {
        return new Problem(StatusCodes.BAD_REQUEST, "Unknown query parameter '" + name + "'. " + hint,
                List.of(new Invalid(pointer(name), "is unknown")), Map.of());
    }

    static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** A temporary failure. */
    public static Problem retryLater(int status, String detail, long seconds) {
        return new Problem(status, detail, List.of(), Map.of(Headers.RETRY_AFTER, Long.toString(seconds)));
    }

    static Problem methodNotAllowed(String allowed) {
        return new Problem(StatusCodes.METHOD_NOT_ALLOWED, "This resource supports " + allowed + ".", List.of(),
                Map.of(Headers.ALLOW, allowed));
    }

    String title() {
        return StatusCodes.getReason(status);
    }
}
