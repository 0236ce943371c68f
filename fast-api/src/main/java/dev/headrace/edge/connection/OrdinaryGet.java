package dev.headrace.edge.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.headrace.edge.connection.RequestCheck.Phase;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A {@code GET} request for a path that asks for nothing unusual. Its response depends only on what this class returns. One
 * object is filled again for each request; used only on its I/O thread.
 */
public final class OrdinaryGet {

    /** Longer targets are not ordinary. */
    public static final int MAX_TARGET = 1024;

    private static final byte[] START = "GET /".getBytes(ISO_8859_1);
    private static final int TARGET = START.length - 1;

    private final byte[] octets = new byte[MAX_TARGET];
    private final CRC32C hash = new CRC32C();
    private int length;
    private OrdinaryFields fields = new OrdinaryFields(null, null);

    /** Path and query as they were sent, in the first {@link #targetLength} octets of an array that is used again. */
    public byte[] target() {
        return octets;
    }

    public int targetLength() {
        return length;
    }

    /** The {@link #hash} of the target. */
    public int targetHash() {
        hash.reset();
        hash.update(octets, 0, length);
        return (int) hash.getValue();
    }

    /** A hash of a target. */
    public static int hash(byte[] target) {
        CRC32C hash = new CRC32C();
        hash.update(target);
        return (int) hash.getValue();
    }

    /** The value of {@code Accept-Encoding}. */
    public @Nullable String acceptEncoding() {
        return fields.acceptEncoding();
    }

    /** The value of {@code If-None-Match}. */
    public @Nullable String ifNoneMatch() {
        return fields.ifNoneMatch();
    }

    /**
     * Reads octets that begin with a request, and are accepted.
     *
     * @param check has accepted them
     * @return whether they are one ordinary request, and nothing else
     */
    boolean read(ByteBuffer bytes, int from, int to, RequestCheck check) {
        OrdinaryFields ordinary = check.ordinaryFields();
        if (ordinary == null || check.phase() != Phase.IDLE || check.start() != from) {
            return false;
        }
        for (int i = 0; i < START.length; i++) {
            if (bytes.get(from + i) != START[i]) {
                return false;
            }
        }
        fields = ordinary;
        return readTarget(bytes, from + TARGET, to);
    }

    private boolean readTarget(ByteBuffer bytes, int from, int to) {
        int max = Math.min(MAX_TARGET, to - from);
        bytes.get(from, octets, 0, max);
        for (int i = 1; i < max; i++) {
            if (octets[i] == ' ') {
                length = i;
                return true;
            }
        }
        return false;
    }
}
