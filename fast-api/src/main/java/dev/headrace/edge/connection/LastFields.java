package dev.headrace.edge.connection;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of the last request on a connection. Most clients send the same fields with each of their requests, so
 * that they need to be checked and read only once.
 */
final class LastFields {

    /** Longer ones are checked each time, so that connections stay small. */
    private static final int MAX_LENGTH = 2_048;
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private ByteBuffer octets = NONE;
    private @Nullable OrdinaryFields ordinary;

    /** Whether the octets begin with the same field lines. Allocates nothing, unlike {@link ByteBuffer#mismatch}. */
    boolean areRepeated(ByteBuffer bytes, int from, int to) {
        int length = octets.capacity();
        if (length == 0 || length > to - from) {
            return false;
        }
        int at = 0;
        while (at + Long.BYTES <= length) {
            if (bytes.getLong(from + at) != octets.getLong(at)) {
                return false;
            }
            at += Long.BYTES;
        }
        while (at < length) {
            if (bytes.get(from + at) != octets.get(at)) {
                return false;
            }
            at++;
        }
        return true;
    }

    /** Of the field lines, with the empty line at the end. */
    int length() {
        return octets.capacity();
    }

    /** Remembers the field lines of a request without a body, which were accepted. */
    void keep(ByteBuffer bytes, int from, int to) {
        ordinary = OrdinaryFields.read(bytes, from, to);
        int length = to - from;
        if (length > MAX_LENGTH) {
            octets = NONE;
            return;
        }
        if (octets.capacity() != length) {
            octets = ByteBuffer.allocate(length);
        }
        octets.put(0, bytes, from, length);
    }

    /** Forgets them, because the last request had others. */
    void clear() {
        octets = NONE;
        ordinary = null;
    }

    /** The fields; null if there was anything unusual. */
    @Nullable
    OrdinaryFields ordinary() {
        return ordinary;
    }
}
