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
 * Slows down guessing of passwords. Each attempt counts as it comes in, and is given back when the password was right.
 * After a few for one address from one host further ones are turned away for a while without a look at the password. An
 * address from all hosts, or a host for all addresses, is turned away only after many, so that nobody is easily shut out
 * by others.
 */
@Component
class SignInThrottle {

    static final int MOST_TOGETHER = 5;
    static final int MOST_ALONE = 100;

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 100_000;
    // No address of a mailbox is longer.
    private static final int LONGEST_ADDRESS = 254;

    // Checking a password is meant to cost much, and it must not take all processors.
    private static final int MOST_CHECKS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Cache<String, AtomicInteger> attempts = Caffeine.newBuilder().maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(WINDOW).build();
    private final Semaphore checks = new Semaphore(MOST_CHECKS, true);

    /** Counts an attempt, and says whether its password may be looked at. */
    boolean admits(String address, String host) {
        return count(together(address, host)) <= MOST_TOGETHER && count(address(address)) <= MOST_ALONE
                && count(host(host)) <= MOST_ALONE;
    }

    /** The attempt was no guess: nobody looked at its password, or it was the right one. */
    void giveBack(String address, String host) {
        uncount(together(address, host));
        uncount(address(address));
        uncount(host(host));
    }

    /** Whoever knows the password may mistype it again. */
    void forgive(String address, String host) {
        giveBack(address, host);
        attempts.invalidate(together(address, host));
    }

    @EventListener
    void on(AuthenticationSuccessEvent success) {
        forgive(success.getAuthentication().getName(), host(success.getAuthentication()));
    }

    @EventListener
    void on(AuthenticationFailureServiceExceptionEvent unanswered) {
        giveBack(unanswered.getAuthentication().getName(), host(unanswered.getAuthentication()));
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

    private static String together(String address, String host) {
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
        return plain.length() <= LONGEST_ADDRESS ? plain : plain.substring(0, LONGEST_ADDRESS);
    }

    /** Stands before the sign-in form's filter. */
    static final class Filter extends OncePerRequestFilter {

        // As the form's own filter finds out, whatever way the path is written.
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
                throttle.giveBack(address, request.getRemoteAddr());
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
                return throttle.checks.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
