package dev.headrace.edge.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Verifies signatures: RS256, ES256 and EdDSA with Ed25519, each only with keys of the matching type. */
final class Signatures {

    private static final int MIN_RSA_BITS = 2048;

    // X.509 prefix of the 32 bytes of an Ed25519 key (RFC 8410).
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Signatures() {}

    static boolean isValid(SignedJWT token, JWK key) {
        try {
            return switch (key) {
                case RSAKey rsa -> rsa.size() >= MIN_RSA_BITS && token.verify(new RSASSAVerifier(rsa));
                case ECKey ec -> Curve.P_256.equals(ec.getCurve()) && token.verify(new ECDSAVerifier(ec));
                case OctetKeyPair ed -> Curve.Ed25519.equals(ed.getCurve()) && isValidEd25519(token, ed);
                default -> false;
            };
        } catch (JOSEException | GeneralSecurityException e) {
            return false;
        }
    }

    /** Uses the JDK, because Nimbus' own verifier would need another library. */
    private static boolean isValidEd25519(SignedJWT token, OctetKeyPair key) throws GeneralSecurityException {
        // Like Nimbus' verifiers, rejects tokens with critical extensions.
        if (token.getHeader().getCriticalParams() != null) {
            return false;
        }
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(publicKey(key));
        signature.update(token.getSigningInput());
        return signature.verify(token.getSignature().decode());
    }

    private static PublicKey publicKey(OctetKeyPair key) throws GeneralSecurityException {
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(ED25519_PREFIX);
        encoded.writeBytes(key.getDecodedX());
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
    }
}
