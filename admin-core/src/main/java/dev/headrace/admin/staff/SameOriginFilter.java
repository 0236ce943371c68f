package dev.headrace.admin.staff;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects requests that change something and that a page of another site makes a browser send. Browsers say where a
 * request comes from; programs do not, and nobody can make them send a request. This protects the sign-in form, which
 * has no token because nothing is stored for anonymous requests, and everything else in addition to its token.
 */
class SameOriginFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return READING.contains(request.getMethod()) || BearerTokenFilter.bears(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isFromHere(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    /** Whether no other site has made a browser send a request. */
    static boolean isFromHere(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        // Browsers send Sec-Fetch-Site over TLS and to localhost only.
        String origin = request.getHeader("Origin");
        return origin == null || isHere(origin, request);
    }

    private static boolean isHere(String origin, HttpServletRequest request) {
        try {
            URI uri = URI.create(origin);
            return request.getServerName().equalsIgnoreCase(uri.getHost())
                    && port(uri.getPort()) == port(request.getServerPort());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A proxy in front may speak TLS when the core does not, so the default ports count as one. */
    private static int port(int port) {
        return port == HTTP || port == HTTPS ? -1 : port;
    }
}
