package dev.headrace.admin.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Problem details (RFC 9457) in their common form. */
public final class Problems {

    static final String LOCKED = "The database is busy, or someone else is changing the same content. Try again shortly.";

    private static final URI GENERIC = URI.create("about:blank");

    private Problems() {}

    /** Whether a path belongs to the API rather than to the pages. */
    public static boolean isApi(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    /** The path as it was requested, also on an error dispatch. */
    static String requestedPath(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed == null ? request.getRequestURI() : failed.toString();
    }

    /** Whether a request comes from a browser, which shows a page rather than problem details. */
    public static boolean isFromBrowser(HttpServletRequest request) {
        String accepted = String.valueOf(request.getHeader("Accept"));
        return accepted.contains("text/html") || request.getHeader("HX-Request") != null;
    }

    /** The path as an instance; empty if it is not a URI, because the server accepts a little more than that. */
    public static Optional<URI> instance(String path) {
        try {
            return Optional.of(new URI(path));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /** Message for an error of which only the status is known. */
    static String detail(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "The request is malformed.";
            case NOT_FOUND -> "This path does not exist.";
            case NOT_IMPLEMENTED -> "The request uses a transfer coding or a method that this server does not support.";
            case METHOD_NOT_ALLOWED -> "The path does not support this method.";
            default -> status.is5xxServerError()
                    ? "An internal error occurred. Details are in the log."
                    : status.getReasonPhrase() + ".";
        };
    }

    /** Completes a problem made by the framework. */
    static void complete(ProblemDetail problem) {
        problem.setType(GENERIC);
        HttpStatus status = HttpStatus.resolve(problem.getStatus());
        if (problem.getTitle() == null && status != null) {
            problem.setTitle(status.getReasonPhrase());
        }
    }

    public static ProblemDetail of(HttpStatus status, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(GENERIC);
        problem.setTitle(status.getReasonPhrase());
        return problem;
    }
}
