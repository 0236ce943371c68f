package dev.headrace.admin.staff;

import dev.headrace.admin.access.Actor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Authenticates API clients by {@code Authorization: Bearer hr_…}. An invalid token is rejected, not ignored. */
class BearerTokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;
    private final AuthenticationEntryPoint refusal;

    BearerTokenFilter(AccessTokens tokens, AuthenticationEntryPoint refusal) {
        this.tokens = tokens;
        this.refusal = refusal;
    }

    /** Whether a request has a token. Browsers never send one on their own, so such a request needs no CSRF token. */
    static boolean bears(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !bears(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Actor> actor = tokens.actor(request.getHeader("Authorization").substring(SCHEME.length()).strip());
        if (actor.isEmpty()) {
            refusal.commence(request, response, new BadCredentialsException("unknown or expired token"));
            return;
        }
        CurrentActorFilter.use(actor.get());
        chain.doFilter(request, response);
    }
}
