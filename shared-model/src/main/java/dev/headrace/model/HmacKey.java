package dev.headrace.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A secret for HMAC-SHA-256. */
record HmacKey(SecretKey key) {

    private static final String ALGORITHM = "HmacSHA256";

    /** @param secret not empty */
    static HmacKey of(String secret) {
        return new HmacKey(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
    }

    byte[] hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is always available", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "HMAC key";
    }
}
