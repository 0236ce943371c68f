package dev.headrace.edge.read;

import java.nio.ByteBuffer;

/**
 * Bytes that are sent again and again. They move outside the heap, from where they are sent without a copy, when they are
 * asked for a second time: such memory is freed late, so what is asked for once, as by a crawler, is not worth it.
 */
final class SentBytes {

    private volatile ByteBuffer bytes;
    private volatile boolean asked;

    /** @param bytes all that remain of them; do not change them */
    SentBytes(ByteBuffer bytes) {
        this.bytes = bytes.slice().asReadOnlyBuffer();
    }

    /** A buffer of the caller's own. */
    ByteBuffer get() {
        ByteBuffer present = bytes;
        if (!present.isDirect()) {
            present = isWorthMoving() ? moved(present) : present;
        }
        return present.duplicate();
    }

    private boolean isWorthMoving() {
        boolean before = asked;
        asked = true;
        return before;
    }

    /** Two threads may both do it; one copy is soon garbage. */
    private ByteBuffer moved(ByteBuffer present) {
        ByteBuffer direct = ByteBuffer.allocateDirect(present.remaining()).put(present.duplicate()).flip()
                .asReadOnlyBuffer();
        bytes = direct;
        return direct;
    }

    /** A look at them that does not count as asking. */
    ByteBuffer peek() {
        return bytes.duplicate();
    }

    int length() {
        return bytes.capacity();
    }
}
