package dev.headrace.admin.web;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Problem details (RFC 9457) in the form that is the same everywhere. */
public final class Problems {

    static final String LOCKED = "Somebody else is changing the same thing, or the model, at the moment. Try again soon.";

    private static final URI GENERIC = URI.create("about:blank");

    private Problems() {}

    public static ProblemDetail of(HttpStatus status, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(GENERIC);
        problem.setTitle(status.getReasonPhrase());
        return problem;
    }
}
