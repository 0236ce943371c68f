package dev.headrace.admin.staff;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.event.AuthenticationFailureServiceExceptionEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits attempts to guess passwords. Each attempt is counted when it arrives; a successful one is not counted. After a
 * few attempts for one email address from one source, further ones are rejected for a while without checking the
 * password. A source is a host, or a browser in which the person has signed in before. For other browsers, attempts per
 * host, and per address from all hosts, are limited, too; see {@link WaitingLines} for the latter.
 */
@Component
class SignInThrottle {

    static final int MAX_PER_SOURCE = 5;
    static final int MAX_PER_HOST = 100;

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MAX_COUNTERS = 100_000;
    // The longest valid email address.
    private static final int MAX_ADDRESS_LENGTH = 254;

    // Checking a password is expensive by design, and must not occupy all processors.
    private static final int MAX_CHECKS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final Cache<String, AtomicInteger> attempts;
    private final WaitingLines lines;
    private final Semaphore checks = new Semaphore(MAX_CHECKS, true);

    SignInThrottle(Clock clock) {
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        this.attempts = Caffeine.newBuilder().maximumSize(MAX_COUNTERS).ticker(ticker).expireAfterWrite(WINDOW).build();
        this.lines = new WaitingLines(clock, ticker, MAX_COUNTERS);
    }

    /** Counts an attempt and returns whether its password may be checked; if not, it is not counted. */
    boolean admits(SignInAttempt attempt) {
        boolean admitted = count(source(attempt)) <= MAX_PER_SOURCE;
        if (attempt.device() == null) {
            admitted &= count(host(attempt)) <= MAX_PER_HOST;
            admitted = admitted && lines.admits(key(attempt), attempt.host());
        }
        if (!admitted) {
            uncountSource(attempt);
        }
        return admitted;
    }

    /** How long an attempt that was not admitted must wait because of others for the same address; empty if not for that. */
    private Optional<Duration> waitingTime(SignInAttempt attempt) {
        return lines.remaining(key(attempt), attempt.host());
    }

    private void uncountSource(SignInAttempt attempt) {
        uncount(source(attempt));
        if (attempt.device() == null) {
            uncount(host(attempt));
        }
    }

    /** Reverts the count of an admitted attempt whose password was not checked. */
    void uncountAttempt(SignInAttempt attempt) {
        uncountSource(attempt);
        if (attempt.device() == null) {
            lines.keepPlace(key(attempt), attempt.host());
        }
    }

    /** Resets the count of an address from its source, after a successful attempt. */
    void reset(SignInAttempt attempt) {
        uncountSource(attempt);
        if (attempt.device() == null) {
            lines.giveBack(key(attempt));
        }
        attempts.invalidate(source(attempt));
    }

    @EventListener
    void on(AuthenticationSuccessEvent success) {
        reset(SignInAttempt.of(success.getAuthentication()));
    }

    @EventListener
    void on(AuthenticationFailureServiceExceptionEvent failure) {
        uncountAttempt(SignInAttempt.of(failure.getAuthentication()));
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

    private static String source(SignInAttempt attempt) {
        return (attempt.device() == null ? "host " + attempt.host() : "device " + attempt.device()) + " "
                + key(attempt);
    }

    private static String host(SignInAttempt attempt) {
        return "host " + attempt.host();
    }

    private static String key(SignInAttempt attempt) {
        String email = attempt.email();
        return email.length() <= MAX_ADDRESS_LENGTH ? email : email.substring(0, MAX_ADDRESS_LENGTH);
    }

    /** Runs before the filter that handles the sign-in form. */
    static final class Filter extends OncePerRequestFilter {

        // The matcher of the form's own filter, so that no encoding of the path bypasses the limit.
        private static final RequestMatcher SIGN_IN = PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST,
                StaffSecurity.SIGN_IN);

        private final SignInThrottle throttle;
        private final KnownDevices devices;

        Filter(SignInThrottle throttle, KnownDevices devices) {
            this.throttle = throttle;
            this.devices = devices;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !SIGN_IN.matches(request);
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            SignInAttempt unknown = attempt(request);
            SignInAttempt attempt = admitted(unknown, request);
            if (attempt == null) {
                response.sendRedirect(NextPage.signIn(refusal(unknown), request));
            } else if (!mayCheck()) {
                throttle.uncountAttempt(attempt);
                response.sendRedirect(NextPage.signIn("busy", request));
            } else {
                try {
                    chain.doFilter(request, response);
                } finally {
                    throttle.checks.release();
                }
            }
        }

        private static SignInAttempt attempt(HttpServletRequest request) {
            String typed = request.getParameter("email");
            return new SignInAttempt(Person.emailOf(typed == null ? "" : typed),
                    SignInAttempt.host(request.getRemoteAddr()), null);
        }

        /** The attempt, kept in the request; null if its password may not be checked. */
        private @Nullable SignInAttempt admitted(SignInAttempt unknown, HttpServletRequest request) {
            SignInAttempt attempt = throttle.admits(unknown) ? unknown : fromKnownDevice(unknown, request);
            if (attempt != null) {
                attempt.keepIn(request);
            }
            return attempt;
        }

        /** The state of the sign-in page: in how many minutes to try again, if others have used up the attempts. */
        private String refusal(SignInAttempt attempt) {
            return throttle.waitingTime(attempt).map(wait -> "waiting=" + (wait.toMinutes() + 1)).orElse("throttled");
        }

        /**
         * Cookies are checked only for those whom others could have locked out. The number of checks is not limited,
         * because others could use up a limit, too; a check costs no more than that of an access token.
         */
        private @Nullable SignInAttempt fromKnownDevice(SignInAttempt attempt, HttpServletRequest request) {
            return devices.find(request, attempt.email())
                    .map(device -> new SignInAttempt(attempt.email(), attempt.host(), device))
                    .filter(throttle::admits).orElse(null);
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
