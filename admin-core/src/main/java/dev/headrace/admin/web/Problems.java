package dev.headrace.admin.web;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Problem details (RFC 9457) in the form that is the same everywhere. */
public final class Problems {

    static final String LOCKED = "Somebody else is changing the same thing, or the model, at the moment. Try again soon.";

    private static final URI GENERIC = URI.create("about:blank");

    private Problems() {}

    /** Whether a path is one of the API, rather than of the pages. */
    static boolean isForPrograms(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    /** What is said of an error of which nothing but the status is known. */
    static String detail(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "The request is malformed.";
            case NOT_FOUND -> "There is no such path.";
            case METHOD_NOT_ALLOWED -> "The path does not support this method.";
            default -> status.is5xxServerError()
                    ? "An internal error occurred. Details are in the log."
                    : status.getReasonPhrase() + ".";
        };
    }

    public static ProblemDetail of(HttpStatus status, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(GENERIC);
        problem.setTitle(status.getReasonPhrase());
        return problem;
    }
}
