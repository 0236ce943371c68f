package dev.headrace.edge.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens and returns their principals.
 *
 * <p>Keys come only from the configured source: key headers in a token ({@code jku}, {@code jwk}, {@code x5u}) are ignored,
 * except the key ID.
 */
final class TokenVerifier {

    /** The result for a valid token. */
    record Verified(Principal principal, Instant expires) {}

    /** The token is not valid. */
    static final class BadTokenException extends Exception {
        BadTokenException(String message) {
            super(message, null, false, false);
        }
    }

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256,
            JWSAlgorithm.EdDSA);
    private static final JWKSelector ANY = new JWKSelector(new JWKMatcher.Builder().build());
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final JWKSource<SecurityContext> keys;
    private final JwtSettings settings;
    private final Clock clock;

    TokenVerifier(JWKSource<SecurityContext> keys, JwtSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * May fetch keys from the issuer and block for a few seconds.
     *
     * @throws KeySourceException if the signing keys are unavailable
     */
    Verified verify(String token) throws BadTokenException, KeySourceException {
        try {
            SignedJWT jwt = parsed(token);
            checkSignature(jwt);
            return checkClaims(jwt.getJWTClaimsSet());
        } catch (ParseException e) {
            throw new BadTokenException("not a signed JSON Web Token");
        }
    }

    private static SignedJWT parsed(String token) throws BadTokenException, ParseException {
        try {
            return SignedJWT.parse(token);
        } catch (RuntimeException e) {
            // The library does not expect a header that is null, for example.
            throw new BadTokenException("not a signed JSON Web Token");
        }
    }

    private void checkSignature(SignedJWT jwt) throws BadTokenException, KeySourceException {
        if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
            throw new BadTokenException("algorithm not accepted");
        }
        if (keysFor(jwt.getHeader()).stream().noneMatch(key -> Signatures.isValid(jwt, key))) {
            throw new BadTokenException("signature not valid");
        }
    }

    private List<JWK> keysFor(JWSHeader header) throws KeySourceException {
        try {
            return keys.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), null);
        } catch (RateLimitReachedException e) {
            // The keys were fetched recently. If there are any, the token's key is not among them.
            if (keys.get(ANY, null).isEmpty()) {
                throw e;
            }
            return List.of();
        }
    }

    private Verified checkClaims(JWTClaimsSet claims) throws BadTokenException {
        Instant now = clock.instant();
        Instant expires = instant(claims.getExpirationTime());
        if (expires == null || !now.isBefore(expires.plus(SKEW))) {
            throw new BadTokenException("expired");
        }
        Instant notBefore = instant(claims.getNotBeforeTime());
        if (notBefore != null && now.isBefore(notBefore.minus(SKEW))) {
            throw new BadTokenException("not valid yet");
        }
        if (!settings.issuer().isEmpty() && !settings.issuer().equals(claims.getIssuer())) {
            throw new BadTokenException("wrong issuer");
        }
        if (!settings.audience().isEmpty() && !claims.getAudience().contains(settings.audience())) {
            throw new BadTokenException("wrong audience");
        }
        String subject = claims.getSubject();
        if (subject == null || !SUBJECT.matcher(subject).matches()) {
            throw new BadTokenException("no usable subject");
        }
        return new Verified(new Principal(subject), expires.plus(SKEW));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
