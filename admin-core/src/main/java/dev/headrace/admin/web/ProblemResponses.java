package dev.headrace.admin.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem details (RFC 9457) from filters, where there is no controller. */
@Component
public class ProblemResponses {

    private final JsonMapper json;

    ProblemResponses(JsonMapper json) {
        this.json = json;
    }

    /** An error of a filter: problem details for API calls, else a sentence. */
    void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String sentence)
            throws IOException {
        if (Problems.isApi(request.getRequestURI())) {
            send(request, response, status, sentence);
            return;
        }
        response.setStatus(status.value());
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(sentence);
    }

    /** Also for an error dispatch: the instance is the path that was requested. */
    public void send(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        ProblemDetail problem = Problems.of(status, detail);
        Problems.instance(Problems.requestedPath(request)).ifPresent(problem::setInstance);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        // The security filters have not run for requests that the server itself rejects.
        response.setHeader("X-Content-Type-Options", "nosniff");
        // A writer would add a character set to the type, which has none: JSON is always UTF-8.
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
