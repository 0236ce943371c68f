package dev.headrace.admin.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects malformed parameters. The server reads those of the query and of forms when something first asks for one, which
 * may be a filter, and would report them as its own failure, with a stack trace in the log.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class MalformedParametersFilter extends OncePerRequestFilter {

    private static final int MAX_CAUSES = 10;

    private final ProblemResponses problems;

    MalformedParametersFilter(ProblemResponses problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            InvalidParameterException malformed = malformed(e);
            if (malformed == null || response.isCommitted()) {
                throw e;
            }
            response.resetBuffer();
            HttpStatus status = HttpStatus.resolve(malformed.getErrorCode());
            problems.refuse(request, response, status == null ? HttpStatus.BAD_REQUEST : status,
                    "The parameters are malformed, too many or too large: % must be followed by two hexadecimal"
                            + " digits, and bytes must be UTF-8.");
        }
    }

    private static @Nullable InvalidParameterException malformed(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (cause instanceof InvalidParameterException malformed) {
                return malformed;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
