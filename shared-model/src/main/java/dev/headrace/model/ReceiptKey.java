package dev.headrace.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret of the edges, from which they derive the ids of writes with an idempotency key. Without it, anybody could compute
 * the id of somebody's write, and ask for its receipt to learn whether it was made.
 */
public final class ReceiptKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    /** @param secret not empty */
    public ReceiptKey(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
    }

    /** HMAC-SHA-256. */
    byte[] hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is always available", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReceiptKey that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "receipt key";
    }
}
