package dev.headrace.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import dev.headrace.edge.auth.TokenVerifier.BadTokenException;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.testkit.fuzz.Fuzz;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack")
class TokensFuzzTest {

    private static final int MAX_TOKEN = 8 * 1024;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-14T08:00:00Z"), ZoneOffset.UTC);

    private final ECKey key = key();
    private final TokenVerifier verifier = new TokenVerifier(new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK())),
            new JwtSettings("", "", "https://issuer.example", "headrace"), CLOCK);

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void authorizations() {
        Fuzz.of("authorizations").upTo(MAX_TOKEN).refusedWith(ProblemException.class, BadTokenException.class)
                .allocating(1024 * 1024, 400)
                .texts(header -> assertThat(verifier.verify(Authenticator.tokenIn(header)).principal()).isNotNull());
    }

    /** Headers of tokens, which are parsed before the signature is verified. */
    @Test
    void headers() {
        Fuzz.of("token-headers").upTo(MAX_TOKEN).refusedWith(BadTokenException.class).allocating(1024 * 1024, 400)
                .bytes(header -> verifier.verify(base64(header) + ".e30." + base64(new byte[64])));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
