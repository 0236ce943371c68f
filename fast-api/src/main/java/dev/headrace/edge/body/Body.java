package dev.headrace.edge.body;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The body of a response. */
public sealed interface Body permits KeptBody, Body.Once {

    /** A body for one response. */
    static Body once(ByteBuffer... parts) {
        return new Once(parts);
    }

    /** Whether the form depends on what clients accept. */
    boolean isNegotiated();

    /** A form that {@link BodyForms} has chosen, to be consumed. */
    ByteBuffer[] parts(Coding form);

    /** A body for one response, which has only one form. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Once(ByteBuffer... parts) implements Body {

        @Override
        public boolean isNegotiated() {
            return false;
        }

        @Override
        public ByteBuffer[] parts(Coding form) {
            return Arrays.stream(parts).map(ByteBuffer::duplicate).toArray(ByteBuffer[]::new);
        }
    }
}
