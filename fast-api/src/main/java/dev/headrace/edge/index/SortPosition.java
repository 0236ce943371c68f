package dev.headrace.edge.index;

import dev.headrace.model.PublishedModel.ValueKind;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * A position in a sorted list: a document's sort value and id. It stays valid when documents are inserted or removed.
 *
 * @param value a Long or a BytesRef as stored in the index; null if the document has none
 */
public record SortPosition(@Nullable Object value, UUID id) {

    private static final byte LONG = 1;
    private static final byte KEY = 2;
    private static final byte ABSENT = 3;
    private static final int MAX_BYTES = 1 + 2 * Long.BYTES + Values.MAX_KEY_BYTES;

    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES).putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        switch (value) {
            case Long number -> bytes.put(LONG).putLong(number);
            case BytesRef key -> bytes.put(KEY).put(key.bytes, key.offset, key.length);
            case null, default -> bytes.put(ABSENT);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /**
     * @param kind kind of the sort field
     * @throws IllegalArgumentException if the bytes are not a valid position for this kind
     */
    public static SortPosition of(byte[] bytes, ValueKind kind) {
        try {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            UUID id = new UUID(rest.getLong(), rest.getLong());
            SortPosition position = new SortPosition(value(rest, kind), id);
            if (rest.hasRemaining()) {
                throw new IllegalArgumentException("trailing bytes");
            }
            return position;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("too few bytes", e);
        }
    }

    private static @Nullable Object value(ByteBuffer rest, ValueKind kind) {
        byte tag = rest.get();
        if (tag == LONG && Values.isLong(kind)) {
            return rest.getLong();
        }
        if (tag == KEY && !Values.isLong(kind) && rest.remaining() <= Values.MAX_KEY_BYTES) {
            byte[] key = new byte[rest.remaining()];
            rest.get(key);
            return new BytesRef(key);
        }
        if (tag == ABSENT && !Values.isLong(kind)) {
            return null;
        }
        throw new IllegalArgumentException("not a value of kind " + kind);
    }
}
