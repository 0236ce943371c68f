package dev.headrace.model;

/**
 * A secret of the edges, from which they derive the ids of writes with an idempotency key. Without it, anybody could compute
 * the id of somebody's write, and ask for its receipt to learn whether it was made.
 */
public final class ReceiptKey {

    private final HmacKey key;

    /** @param secret not empty */
    public ReceiptKey(String secret) {
        this.key = HmacKey.of(secret);
    }

    /** HMAC-SHA-256. */
    byte[] hash(String text) {
        return key.hash(text);
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
