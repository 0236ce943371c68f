package dev.headrace.edge.cache;

import java.nio.ByteBuffer;

/**
 * Bytes that are sent in responses. They move to direct memory, from which they are sent without a copy, on the second
 * request: direct memory is freed late, so it is not worth using for one-time requests such as a crawler's.
 */
public final class ResponseBytes {

    private volatile ByteBuffer bytes;
    private volatile boolean requested;

    /** @param bytes the remaining bytes are used; must not be modified */
    public ResponseBytes(ByteBuffer bytes) {
        this.bytes = bytes.slice().asReadOnlyBuffer();
    }

    /** A new view of the bytes for the caller. */
    public ByteBuffer get() {
        ByteBuffer present = bytes;
        if (!present.isDirect()) {
            present = isRequestedAgain() ? moveToDirect(present) : present;
        }
        return present.duplicate();
    }

    private boolean isRequestedAgain() {
        boolean before = requested;
        requested = true;
        return before;
    }

    /** Two threads may copy concurrently; the loser's copy is garbage. */
    private ByteBuffer moveToDirect(ByteBuffer present) {
        ByteBuffer direct = ByteBuffer.allocateDirect(present.remaining()).put(present.duplicate()).flip()
                .asReadOnlyBuffer();
        bytes = direct;
        return direct;
    }

    /** Like {@link #get}, but does not count as a request. */
    public ByteBuffer peek() {
        return bytes.duplicate();
    }

    public int length() {
        return bytes.capacity();
    }
}
