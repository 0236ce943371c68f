package dev.headrace.edge.tallies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * A document's tallies as clients get them.
 *
 * @param json an object
 * @param etag of the object, without quotes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and nobody changes the array
public record Tally(byte[] json, String etag) {

    private static final byte[] SPLICE = ",\"_stats\":".getBytes(UTF_8);

    /** A document's bytes with the tallies as its last property. */
    public ByteBuffer[] spliceInto(ByteBuffer document) {
        ByteBuffer opened = document.duplicate();
        opened.limit(opened.limit() - 1);
        ByteBuffer tail = ByteBuffer.allocate(SPLICE.length + json.length + 1).put(SPLICE).put(json).put((byte) '}');
        return new ByteBuffer[]{opened, tail.flip()};
    }
}
