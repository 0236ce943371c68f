package dev.headrace.edge.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.KeySourceException;
import dev.headrace.edge.auth.TokenVerifier.BadTokenException;
import dev.headrace.edge.auth.TokenVerifier.Verified;
import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import io.undertow.util.Headers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Authenticates requests. Valid tokens are cached until they expire, so that each is verified once. */
public final class Authenticator implements Feature {

    private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);
    private static final String SCHEME = "Bearer ";
    private static final String CHALLENGE = "Bearer realm=\"headrace\"";
    private static final int MAX_TOKEN_LENGTH = 8 * 1024;
    private static final long MAX_CACHED_CHARACTERS = 32L * 1024 * 1024;
    private static final int THREADS = 2;
    private static final int MAX_QUEUED = 1_000;

    private final TokenVerifier verifier;
    private final Clock clock;
    private final Cache<String, Verified> known;
    private final ThreadPoolExecutor threads;
    private final AtomicBoolean keysUnavailable = new AtomicBoolean();

    /** @throws IllegalArgumentException if the configured keys cannot be used */
    public Authenticator(JwtSettings settings, Clock clock) {
        this.verifier = new TokenVerifier(SigningKeys.of(settings), settings, clock);
        this.clock = clock;
        this.known = Caffeine.newBuilder().maximumWeight(MAX_CACHED_CHARACTERS)
                .weigher((String token, Verified _) -> token.length()).executor(Runnable::run).build();
        this.threads = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MAX_QUEUED), Thread.ofPlatform().name("tokens-", 0).daemon().factory());
    }

    /** The token in an {@code Authorization} header field. */
    public static String tokenIn(@Nullable String authorization) {
        if (authorization == null) {
            throw unauthorized("A user token is required.", CHALLENGE);
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || authorization.length() > MAX_TOKEN_LENGTH) {
            throw invalid("not a bearer token");
        }
        return authorization.substring(SCHEME.length()).strip();
    }

    /** The principal of a token that has already been verified. */
    public Optional<Principal> remembered(String token) {
        Verified verified = known.getIfPresent(token);
        return verified != null && clock.instant().isBefore(verified.expires())
                ? Optional.of(verified.principal())
                : Optional.empty();
    }

    /** Fails with a {@link ProblemException}: 401 if the token is invalid, 503 if it cannot be verified now. */
    public CompletableFuture<Principal> verify(String token) {
        try {
            return CompletableFuture.supplyAsync(() -> verifyNow(token), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(unavailable());
        }
    }

    private Principal verifyNow(String token) {
        try {
            Verified verified = verifier.verify(token);
            known.put(token, verified);
            if (keysUnavailable.compareAndSet(true, false)) {
                LOG.info("Token signing keys are available again");
            }
            return verified.principal();
        } catch (BadTokenException e) {
            throw invalid(String.valueOf(e.getMessage()));
        } catch (KeySourceException e) {
            LOG.atLevel(keysUnavailable.getAndSet(true) ? Level.DEBUG : Level.WARN)
                    .log("Token signing keys are unavailable: {}", e.getMessage());
            throw unavailable();
        }
    }

    private static ProblemException unavailable() {
        return new ProblemException(Problem.retryLater(503, "Tokens cannot be verified now.", 5));
    }

    private static ProblemException invalid(String reason) {
        return unauthorized("The token is not accepted: " + reason + ".",
                CHALLENGE + ", error=\"invalid_token\", error_description=\"" + reason + "\"");
    }

    private static ProblemException unauthorized(String detail, String challenge) {
        return new ProblemException(new Problem(401, detail, List.of(), Map.of(Headers.WWW_AUTHENTICATE, challenge)));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
