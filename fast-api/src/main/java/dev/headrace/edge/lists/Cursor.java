package dev.headrace.edge.lists;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.model.PublishedModel.ValueKind;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.CRC32;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the last document's value of the field that the list is sorted by, and its id. So the next page is
 * right whatever was inserted or removed meanwhile.
 *
 * @param value a Long or a BytesRef as the index has them; null if the document has none
 */
record Cursor(@Nullable Object value, UUID id) {

    private static final byte NUMBER = 1;
    private static final byte KEY = 2;
    private static final byte ABSENT = 3;
    private static final int HEADER = Integer.BYTES + 1 + 2 * Long.BYTES;

    /** @param list the query that the cursor is bound to */
    String write(String list) {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + Long.BYTES + Values.MAX_KEY_BYTES).putInt(hash(list))
                .putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        switch (value) {
            case Long number -> bytes.put(NUMBER).putLong(number);
            case BytesRef key -> bytes.put(KEY).put(key.bytes, key.offset, key.length);
            case null, default -> bytes.put(ABSENT);
        }
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(java.util.Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** @throws ProblemException 400 if it is no cursor, or one of another query */
    static Cursor read(String cursor, String list, ValueKind kind) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.getInt() != hash(list)) {
                throw refusal();
            }
            UUID id = new UUID(bytes.getLong(), bytes.getLong());
            return new Cursor(value(bytes, kind), id);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw refusal();
        }
    }

    private static @Nullable Object value(ByteBuffer bytes, ValueKind kind) {
        byte form = bytes.get();
        Object value = null;
        if (form == NUMBER && Values.isNumeric(kind)) {
            value = bytes.getLong();
        } else if (form == KEY && !Values.isNumeric(kind) && bytes.remaining() <= Values.MAX_KEY_BYTES) {
            byte[] key = new byte[bytes.remaining()];
            bytes.get(key);
            value = new BytesRef(key);
        } else if (form != ABSENT || Values.isNumeric(kind)) {
            throw refusal();
        }
        if (bytes.hasRemaining()) {
            throw refusal();
        }
        return value;
    }

    private static ProblemException refusal() {
        return new ProblemException(Problem.badParameter(ListRequest.AFTER,
                "must be the cursor of a page with the same filters and sort"));
    }

    private static int hash(String list) {
        CRC32 crc = new CRC32();
        crc.update(list.getBytes(UTF_8));
        return (int) crc.getValue();
    }
}
