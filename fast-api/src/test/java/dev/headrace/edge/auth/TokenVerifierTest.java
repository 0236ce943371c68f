package dev.headrace.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.headrace.edge.auth.TokenVerifier.BadTokenException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("JavaUtilDate") // required by the library
class TokenVerifierTest {

    private static final Instant NOW = Instant.parse("2026-03-14T08:00:00Z");
    private static final JwtSettings SETTINGS = new JwtSettings("", "", "https://issuer.example", "headrace");

    private static RSAKey rsa;
    private static RSAKey otherRsa;
    private static ECKey ec;
    private static KeyPair ed25519;
    private static OctetKeyPair ed;

    @BeforeAll
    static void makeKeys() throws JOSEException, GeneralSecurityException {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        otherRsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = ed25519.getPublic().getEncoded();
        ed = new OctetKeyPair.Builder(Curve.Ed25519,
                Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length))).keyID("ed").build();
    }

    private static TokenVerifier verifier(JWK... keys) {
        return new TokenVerifier(new ImmutableJWKSet<>(new JWKSet(Arrays.asList(keys)).toPublicJWKSet()), SETTINGS,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().subject("anna").issuer("https://issuer.example").audience("headrace")
                .expirationTime(Date.from(NOW.plusSeconds(600)));
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String rs256(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(), new RSASSASigner(rsa),
                change.apply(claims()).build());
    }

    private static String eddsa(JWSHeader header) throws GeneralSecurityException {
        String input = header.toBase64URL() + "." + claims().build().toPayload().toBase64URL();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(ed25519.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64URL.encode(signature.sign());
    }

    private static void assertRejected(String token, JWK... keys) {
        assertThatThrownBy(() -> verifier(keys).verify(token)).isInstanceOf(BadTokenException.class);
    }

    @Test
    void supportedAlgorithmsAreVerifiedWithTheirKeyType() throws Exception {
        TokenVerifier verifier = verifier(rsa, ec, ed);
        String es256 = signed(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build(), new ECDSASigner(ec),
                claims().build());
        String edDsa = eddsa(new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID("ed").build());
        for (String token : new String[]{rs256(claims -> claims), es256, edDsa}) {
            assertThat(verifier.verify(token).principal()).isEqualTo(new Principal("anna"));
        }
    }

    @Test
    void keyIdIsOptional() throws Exception {
        assertThat(verifier(rsa, ec).verify(signed(new JWSHeader(JWSAlgorithm.RS256), new RSASSASigner(rsa),
                claims().build())).principal().subject()).isEqualTo("anna");
    }

    @Test
    void otherAlgorithmsAreRejectedEvenWithAMatchingKey() throws Exception {
        assertRejected(signed(new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("rsa").build(), new RSASSASigner(rsa),
                claims().build()), rsa);
        assertRejected(signed(new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("rsa").build(), new RSASSASigner(rsa),
                claims().build()), rsa);
        // Algorithm confusion: the public key used as an HMAC secret.
        assertRejected(signed(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(),
                new MACSigner(rsa.toRSAPublicKey().getEncoded()), claims().build()), rsa);
        assertRejected(new PlainJWT(claims().build()).serialize(), rsa);
    }

    @Test
    void keysEmbeddedInATokenAreIgnored() throws Exception {
        assertRejected(signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").jwk(otherRsa.toPublicJWK())
                .jwkURL(URI.create("https://evil.example/keys")).build(), new RSASSASigner(otherRsa),
                claims().build()), rsa);
    }

    @Test
    void signatureOfAnotherKeyIsRejected() throws Exception {
        assertRejected(rs256(claims -> claims), otherRsa);
        assertRejected(rs256(claims -> claims), ec, ed);
        assertRejected(rs256(claims -> claims));
        String token = eddsa(new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID("ed").build());
        String last = token.endsWith("AA") ? "BB" : "AA";
        assertRejected(token.substring(0, token.length() - 4) + last + token.substring(token.length() - 2), ed);
    }

    @Test
    void unknownCriticalExtensionsAreRejected() throws Exception {
        assertRejected(eddsa(new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID("ed")
                .criticalParams(Set.of("exp")).customParam("exp", 1).build()), ed);
    }

    @Test
    void shortRsaKeysAreIgnored() throws Exception {
        RSAKey shortKey = new RSAKeyGenerator(1024, true).keyID("rsa").generate();
        assertRejected(signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(),
                new RSASSASigner(shortKey.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance())), claims().build()),
                shortKey);
    }

    @Test
    void tokenIsValidOnlyWithinItsLifetime() throws Exception {
        assertRejected(rs256(claims -> claims.expirationTime(null)), rsa);
        assertRejected(rs256(claims -> claims.expirationTime(Date.from(NOW.minusSeconds(31)))), rsa);
        assertRejected(rs256(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(31)))), rsa);
        // Within the allowed clock skew.
        assertThat(verifier(rsa).verify(rs256(claims -> claims.expirationTime(Date.from(NOW.minusSeconds(29)))))
                .expires()).isEqualTo(NOW.plusSeconds(1));
        assertThat(verifier(rsa).verify(rs256(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(29)))))
                .principal().subject()).isEqualTo("anna");
    }

    @Test
    void issuerAndAudienceMustMatch() throws Exception {
        assertRejected(rs256(claims -> claims.issuer("https://other.example")), rsa);
        assertRejected(rs256(claims -> claims.issuer(null)), rsa);
        assertRejected(rs256(claims -> claims.audience("other")), rsa);
        assertRejected(rs256(claims -> claims.audience((String) null)), rsa);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ü", "a\u0000"})
    void subjectMustBeValid(String subject) throws Exception {
        assertRejected(rs256(claims -> claims.subject(subject)), rsa);
        assertRejected(rs256(claims -> claims.subject(null)), rsa);
        assertRejected(rs256(claims -> claims.subject("x".repeat(129))), rsa);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "....", "eyJhbGciOiJSUzI1NiJ9..", "{}"})
    void malformedTokensAreRejected(String text) {
        assertRejected(text, rsa);
    }
}
