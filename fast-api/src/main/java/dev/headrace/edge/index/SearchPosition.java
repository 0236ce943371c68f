package dev.headrace.edge.index;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.UUID;

/** The place of a document in the results of a search: better scores first, then later publications. */
public record SearchPosition(float score, long publishedAt, UUID id) {

    private static final int BYTES = Float.BYTES + 3 * Long.BYTES;

    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putFloat(score).putLong(publishedAt).putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()).array();
    }

    /** @throws IllegalArgumentException if the bytes are not a position */
    public static SearchPosition of(byte[] bytes) {
        try {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            SearchPosition position = new SearchPosition(rest.getFloat(), rest.getLong(),
                    new UUID(rest.getLong(), rest.getLong()));
            if (rest.hasRemaining() || !Float.isFinite(position.score)) {
                throw new IllegalArgumentException("not a position");
            }
            return position;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("too few bytes", e);
        }
    }
}
