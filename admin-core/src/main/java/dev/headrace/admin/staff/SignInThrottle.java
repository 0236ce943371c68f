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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.event.AuthenticationFailureServiceExceptionEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits attempts to guess passwords. Each attempt is counted when it arrives; a successful one is not counted. After a
 * few attempts for one email address from one host, further ones are rejected for a while without checking the
 * password. The limits per address and per host are much higher, so that others cannot easily lock a person out.
 */
@Component
class SignInThrottle {

    static final int MAX_PER_ADDRESS_AND_HOST = 5;
    static final int MAX_PER_ADDRESS_OR_HOST = 100;

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MAX_COUNTERS = 100_000;
    // The longest valid email address.
    private static final int MAX_ADDRESS_LENGTH = 254;

    // Checking a password is expensive by design, and must not occupy all processors.
    private static final int MAX_CHECKS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final Cache<String, AtomicInteger> attempts = Caffeine.newBuilder().maximumSize(MAX_COUNTERS)
            .expireAfterWrite(WINDOW).build();
    private final Semaphore checks = new Semaphore(MAX_CHECKS, true);

    /** Counts an attempt; returns whether its password may be checked. */
    boolean admits(String address, String host) {
        return count(pair(address, host)) <= MAX_PER_ADDRESS_AND_HOST
                && count(address(address)) <= MAX_PER_ADDRESS_OR_HOST
                && count(host(host)) <= MAX_PER_ADDRESS_OR_HOST;
    }

    /** Reverts the count of an attempt whose password was right, or was not checked. */
    void uncountAttempt(String address, String host) {
        uncount(pair(address, host));
        uncount(address(address));
        uncount(host(host));
    }

    /** Resets the count of an address from a host, after a successful attempt. */
    void reset(String address, String host) {
        uncountAttempt(address, host);
        attempts.invalidate(pair(address, host));
    }

    @EventListener
    void on(AuthenticationSuccessEvent success) {
        reset(success.getAuthentication().getName(), host(success.getAuthentication()));
    }

    @EventListener
    void on(AuthenticationFailureServiceExceptionEvent failure) {
        uncountAttempt(failure.getAuthentication().getName(), host(failure.getAuthentication()));
    }

    private static String host(Authentication who) {
        return who.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
    }

    private int count(String key) {
        return attempts.get(key, _ -> new AtomicInteger()).incrementAndGet();
    }

    private void uncount(String key) {
        AtomicInteger count = attempts.getIfPresent(key);
        if (count != null) {
            count.decrementAndGet();
        }
    }

    private static String pair(String address, String host) {
        return "both " + host + " " + plain(address);
    }

    private static String address(String address) {
        return "address " + plain(address);
    }

    private static String host(String host) {
        return "host " + host;
    }

    private static String plain(String address) {
        String plain = address.strip().toLowerCase(Locale.ROOT);
        return plain.length() <= MAX_ADDRESS_LENGTH ? plain : plain.substring(0, MAX_ADDRESS_LENGTH);
    }

    /** Runs before the filter that handles the sign-in form. */
    static final class Filter extends OncePerRequestFilter {

        // The matcher of the form's own filter, so that no encoding of the path bypasses the limit.
        private static final RequestMatcher SIGN_IN = PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST,
                StaffSecurity.SIGN_IN);

        private final SignInThrottle throttle;

        Filter(SignInThrottle throttle) {
            this.throttle = throttle;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !SIGN_IN.matches(request);
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String email = request.getParameter("email");
            String address = email == null ? "" : email;
            if (!throttle.admits(address, request.getRemoteAddr())) {
                response.sendRedirect(StaffSecurity.SIGN_IN + "?throttled");
            } else if (!mayCheck()) {
                throttle.uncountAttempt(address, request.getRemoteAddr());
                response.sendRedirect(StaffSecurity.SIGN_IN + "?busy");
            } else {
                try {
                    chain.doFilter(request, response);
                } finally {
                    throttle.checks.release();
                }
            }
        }

        private boolean mayCheck() {
            try {
                return throttle.checks.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
