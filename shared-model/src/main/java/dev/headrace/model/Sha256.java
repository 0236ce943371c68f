package dev.headrace.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 and the entity tags derived from it. */
public final class Sha256 {

    private static final int TAG_BYTES = 8;

    private Sha256() {}

    /** The first 8 bytes of the hash of the concatenated parts, in hexadecimal. */
    public static String tag(ByteBuffer... parts) {
        return HexFormat.of().formatHex(of(parts), 0, TAG_BYTES);
    }

    private static byte[] of(ByteBuffer... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ByteBuffer part : parts) {
                digest.update(part.duplicate());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is always available", e);
        }
    }
}
