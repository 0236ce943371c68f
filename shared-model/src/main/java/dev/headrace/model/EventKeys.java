package dev.headrace.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of both tiers, with which edges sign the messages that they put into the queue, and cores verify that a message is
 * from an edge.
 *
 * <p>The signature is a message attribute of type String, {@code 1:KEY:SIGNATURE}: the version of the form, the id of the
 * key (16 hexadecimal digits), and the HMAC-SHA-256 of the body (Base64 for URLs without padding).
 */
public final class EventKeys {

    /** Name of the message attribute. */
    public static final String ATTRIBUTE = "headrace-signature";

    private static final Pattern SIGNATURE = Pattern.compile("1:([0-9a-f]{16}):([A-Za-z0-9_-]{43})");
    // Different purposes never hash the same text.
    private static final String ID = "headrace event key id";
    private static final String MESSAGE = "headrace queue message 1\n";

    private final List<EventKey> keys;

    private record EventKey(String id, HmacKey secret) {

        static EventKey of(String secret) {
            HmacKey key = HmacKey.of(secret);
            return new EventKey(HexFormat.of().formatHex(key.hash(ID), 0, 8), key);
        }

        String sign(String body) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(secret.hash(MESSAGE + body));
        }
    }

    /** Whether a message is from an edge. */
    public enum Verdict {
        /** Signed with one of the keys, or there are none. */
        AUTHENTIC,
        /** Without a signature. */
        UNSIGNED,
        /** The signature has a form that is not known. */
        UNREADABLE,
        /** Signed with a key that is not one of these. */
        UNKNOWN_KEY,
        /** Not the signature of this message. */
        FORGED
    }

    /** @param setting in the form of {@link SecretKeys}: the first key signs, all verify */
    public EventKeys(String setting) {
        this.keys = SecretKeys.parse(setting).stream().map(EventKey::of).toList();
    }

    /** Whether there are keys, so that messages are signed, and must be. */
    public boolean areRequired() {
        return !keys.isEmpty();
    }

    /** The signature of a message; empty if there are no keys. */
    public Optional<String> sign(String body) {
        return keys.stream().findFirst().map(key -> "1:" + key.id + ":" + key.sign(body));
    }

    /** @param signature null if the message has none */
    public Verdict verify(String body, @Nullable String signature) {
        if (!areRequired()) {
            return Verdict.AUTHENTIC;
        }
        if (signature == null) {
            return Verdict.UNSIGNED;
        }
        Matcher parts = SIGNATURE.matcher(signature);
        if (!parts.matches()) {
            return Verdict.UNREADABLE;
        }
        return keys.stream().filter(key -> key.id.equals(parts.group(1))).findFirst()
                .map(key -> isEqual(key.sign(body), parts.group(2)) ? Verdict.AUTHENTIC : Verdict.FORGED)
                .orElse(Verdict.UNKNOWN_KEY);
    }

    /** In constant time. */
    private static boolean isEqual(String expected, String actual) {
        return MessageDigest.isEqual(expected.getBytes(US_ASCII), actual.getBytes(US_ASCII));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventKeys that && keys.equals(that.keys);
    }

    @Override
    public int hashCode() {
        return keys.hashCode();
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return keys.size() + " event keys";
    }
}
