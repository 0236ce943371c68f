package dev.headrace.edge.cache;

import java.nio.ByteBuffer;

/**
 * Bytes that are sent many times. They move outside the heap, from where they are sent without a copy, when they are
 * requested for a second time: such memory is freed late, so what is requested once, as by a crawler, is not worth it.
 */
public final class ResponseBytes {

    private volatile ByteBuffer bytes;
    private volatile boolean requested;

    /** @param bytes all that remain of them; do not change them */
    public ResponseBytes(ByteBuffer bytes) {
        this.bytes = bytes.slice().asReadOnlyBuffer();
    }

    /** A buffer of the caller's own. */
    public ByteBuffer get() {
        ByteBuffer present = bytes;
        if (!present.isDirect()) {
            present = isWorthMoving() ? moved(present) : present;
        }
        return present.duplicate();
    }

    private boolean isWorthMoving() {
        boolean before = requested;
        requested = true;
        return before;
    }

    /** Two threads may both do it; one copy is soon garbage. */
    private ByteBuffer moved(ByteBuffer present) {
        ByteBuffer direct = ByteBuffer.allocateDirect(present.remaining()).put(present.duplicate()).flip()
                .asReadOnlyBuffer();
        bytes = direct;
        return direct;
    }

    /** The same without counting as a request. */
    public ByteBuffer peek() {
        return bytes.duplicate();
    }

    public int length() {
        return bytes.capacity();
    }
}
