package dev.headrace.admin.staff;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down guessing of passwords: after some failures for one address, or from one host, further attempts are turned
 * away for a while without a look at the password.
 */
@Component
class SignInThrottle {

    private static final int FAILURES_PER_ADDRESS = 5;
    private static final int FAILURES_PER_HOST = 30;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 100_000;

    private final Cache<String, AtomicInteger> failures = Caffeine.newBuilder().maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(WINDOW).build();

    boolean turnsAway(String address, String host) {
        return count(addressKey(address)) >= FAILURES_PER_ADDRESS || count(hostKey(host)) >= FAILURES_PER_HOST;
    }

    @EventListener
    void on(AbstractAuthenticationFailureEvent failure) {
        increment(addressKey(failure.getAuthentication().getName()));
        if (failure.getAuthentication().getDetails() instanceof WebAuthenticationDetails details) {
            increment(hostKey(details.getRemoteAddress()));
        }
    }

    @EventListener
    void on(AuthenticationSuccessEvent success) {
        failures.invalidate(addressKey(success.getAuthentication().getName()));
    }

    private int count(String key) {
        AtomicInteger count = failures.getIfPresent(key);
        return count == null ? 0 : count.get();
    }

    private void increment(String key) {
        failures.get(key, _ -> new AtomicInteger()).incrementAndGet();
    }

    private static String addressKey(String address) {
        return "address " + address.strip().toLowerCase(Locale.ROOT);
    }

    private static String hostKey(String host) {
        return "host " + host;
    }

    /** Stands before the sign-in form's filter. */
    static final class Filter extends OncePerRequestFilter {

        private final SignInThrottle throttle;

        Filter(SignInThrottle throttle) {
            this.throttle = throttle;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !"POST".equals(request.getMethod()) || !request.getRequestURI().equals(StaffSecurity.SIGN_IN);
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String address = request.getParameter("email");
            if (throttle.turnsAway(address == null ? "" : address, request.getRemoteAddr())) {
                response.sendRedirect(StaffSecurity.SIGN_IN + "?throttled");
                return;
            }
            chain.doFilter(request, response);
        }
    }
}
