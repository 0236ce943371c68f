package dev.headrace.admin.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The indexed form of a unique value: long values are shortened and hashed to fit into an index. */
final class UniqueKey {

    private static final int MAX_PLAIN = 200;
    private static final int PREFIX = 100;

    private UniqueKey() {}

    static String of(String value) {
        if (value.codePointCount(0, value.length()) <= MAX_PLAIN) {
            return value;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(UTF_8));
            return value.substring(0, value.offsetByCodePoints(0, PREFIX)) + " " + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
