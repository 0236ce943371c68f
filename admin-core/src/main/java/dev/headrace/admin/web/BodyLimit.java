package dev.headrace.admin.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the size of request bodies. Runs before the security filters, because some of those read parameters, and thus
 * the whole body, before authentication.
 */
@Component
@Order(SessionRepositoryFilter.DEFAULT_ORDER + 1)
class BodyLimit extends OncePerRequestFilter {

    private static final int MAX_ANONYMOUS = 16 * 1024;
    // The largest Markdown field in a form, with each character percent-encoded.
    private static final int MAX_STAFF = 16 * 1024 * 1024;

    private final ProblemResponses problems;
    private final SignedInCheck signedIn;

    BodyLimit(ProblemResponses problems, SignedInCheck signedIn) {
        this.problems = problems;
        this.signedIn = signedIn;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        boolean lengthUnknown = length < 0 && request.getHeader("Transfer-Encoding") != null;
        if (!lengthUnknown && length <= MAX_ANONYMOUS) {
            chain.doFilter(request, response);
        } else if (!signedIn.isSignedIn(request)) {
            problems.refuse(request, response, HttpStatus.CONTENT_TOO_LARGE,
                    "Requests of more than %d KB, or of a size that is not given in advance, require signing in."
                            .formatted(MAX_ANONYMOUS / 1024));
        } else if (length > MAX_STAFF) {
            problems.refuse(request, response, HttpStatus.CONTENT_TOO_LARGE, tooLarge());
        } else {
            chain.doFilter(lengthUnknown ? new Counted(request) : request, response);
        }
    }

    private static String tooLarge() {
        return "The body must not be larger than %d MB.".formatted(MAX_STAFF / (1024 * 1024));
    }

    /** Counts the body while it is read. The server itself limits form parameters. */
    private static final class Counted extends HttpServletRequestWrapper {

        Counted(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedStream(super.getInputStream());
        }

        @Override
        public BufferedReader getReader() throws IOException {
            Charset charset = Optional.ofNullable(getCharacterEncoding()).map(Charset::forName)
                    .orElse(StandardCharsets.UTF_8);
            return new BufferedReader(new InputStreamReader(getInputStream(), charset));
        }
    }

    private static final class CountedStream extends ServletInputStream {

        private final ServletInputStream body;
        private int read;

        CountedStream(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int some = body.read(bytes, offset, length);
            count(Math.max(0, some));
            return some;
        }

        private void count(int more) throws BodyTooLargeException {
            read += more;
            if (read > MAX_STAFF) {
                throw new BodyTooLargeException(tooLarge());
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
