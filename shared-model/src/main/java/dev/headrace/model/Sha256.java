package dev.headrace.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java runtime has, and the entity tags that are made with it. */
public final class Sha256 {

    private static final int TAG_BYTES = 8;

    private Sha256() {}

    /** The first 8 bytes of the hash of these bytes, one after the other, in hexadecimal. */
    public static String tag(ByteBuffer... parts) {
        return HexFormat.of().formatHex(of(parts), 0, TAG_BYTES);
    }

    static byte[] of(byte[] bytes) {
        return of(ByteBuffer.wrap(bytes));
    }

    private static byte[] of(ByteBuffer... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ByteBuffer part : parts) {
                digest.update(part.duplicate());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
