package dev.headrace.edge.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.headrace.edge.http.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

    private Instant now = Instant.parse("2026-03-14T08:00:00Z");
    private final AtomicInteger fetches = new AtomicInteger();
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private volatile CountDownLatch issuerAnswers = new CountDownLatch(0);
    private ECKey key;
    private HttpServer issuer;
    private Authenticator authenticator;

    @BeforeEach
    void start() throws IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            awaitUninterruptibly(issuerAnswers);
            byte[] body = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
        authenticator = new Authenticator(new JwtSettings(
                "http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys", "", "", "headrace"), clock);
    }

    @AfterEach
    void stop() {
        authenticator.close();
        issuer.stop(0);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("JavaUtilDate") // required by the library
    private String token(String subject, ECKey signingKey) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(signingKey.getKeyID()).build(),
                new JWTClaimsSet.Builder().subject(subject).audience("headrace")
                        .expirationTime(Date.from(now.plus(Duration.ofMinutes(10)))).build());
        token.sign(new ECDSASigner(signingKey));
        return token.serialize();
    }

    private int rejection(String token) {
        CompletionException failure = catchThrowableOfType(CompletionException.class,
                () -> authenticator.verify(token).join());
        return failure.getCause() instanceof ProblemException rejected ? rejected.problem().status() : -1;
    }

    @Test
    void validTokenIsCachedUntilItExpires() throws JOSEException {
        String token = token("anna", key);
        assertThat(authenticator.remembered(token)).isEmpty();
        assertThat(authenticator.verify(token).join()).isEqualTo(new Principal("anna"));
        assertThat(authenticator.remembered(token)).contains(new Principal("anna"));
        now = now.plus(Duration.ofMinutes(11));
        assertThat(authenticator.remembered(token)).isEmpty();
    }

    @Test
    void keysAreFetchedOnceForManyTokens() throws JOSEException {
        for (int i = 0; i < 10; i++) {
            authenticator.verify(token("user-" + i, key)).join();
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void unknownKeysDoNotTriggerRepeatedFetches() throws JOSEException {
        ECKey unknown = new ECKeyGenerator(Curve.P_256).keyID("two").generate();
        authenticator.verify(token("anna", key)).join();
        for (int i = 0; i < 10; i++) {
            assertThat(rejection(token("mallory-" + i, unknown))).isEqualTo(401);
        }
        assertThat(fetches.get()).isLessThanOrEqualTo(3);
        assertThat(authenticator.verify(token("bert", key)).join()).isEqualTo(new Principal("bert"));
    }

    @Test
    void knownKeysStayValidWhileTheIssuerIsUnavailable() throws JOSEException {
        authenticator.verify(token("anna", key)).join();
        issuer.stop(0);
        assertThat(authenticator.verify(token("bert", key)).join()).isEqualTo(new Principal("bert"));
    }

    @Test
    void unavailableKeysAnswer503AndAreLoggedOnce() throws JOSEException {
        List<LogRecord> log = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger(Authenticator.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                log.add(entry);
            }

            @Override
            public void flush() {
                // unbuffered
            }

            @Override
            public void close() {
                // nothing to close
            }
        };
        logger.addHandler(handler);
        try {
            issuer.stop(0);
            for (int i = 0; i < 10; i++) {
                assertThat(rejection(token("user-" + i, key))).isEqualTo(503);
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(log).extracting(LogRecord::getLevel).containsExactly(Level.WARNING);
    }

    @Test
    void verificationQueueIsBounded() throws JOSEException {
        issuerAnswers = new CountDownLatch(1);
        String token = token("anna", key);
        List<CompletableFuture<Principal>> answers = IntStream.range(0, 1_010)
                .mapToObj(_ -> authenticator.verify(token)).toList();
        assertThat(answers.getLast()).failsWithin(Duration.ZERO).withThrowableOfType(ExecutionException.class)
                .withMessageContaining("503");
        issuerAnswers.countDown();
        assertThat(answers.getFirst().join()).isEqualTo(new Principal("anna"));
    }

    @Test
    void noTokenIsAcceptedWithoutKeys() throws JOSEException {
        try (Authenticator closed = new Authenticator(new JwtSettings("", "", "", ""), clock)) {
            assertThatThrownBy(() -> closed.verify(token("anna", key)).join()).hasMessageContaining("401");
        }
    }

    @Test
    void unreadableKeysFileFailsAtStartup() {
        assertThatThrownBy(() -> new Authenticator(new JwtSettings("", "/nowhere/keys.json", "", ""), clock))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("/nowhere/keys.json");
    }
}
