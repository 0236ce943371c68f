package dev.headrace.edge.lists;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.index.SortPosition;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.model.ReadParameter;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/** The cursor that marks the end of a page. It is bound to its list and rejected for other lists. */
final class Cursor {

    private Cursor() {}

    /** @param list the list that the cursor is bound to */
    static String write(SortPosition end, String list) {
        byte[] position = end.toBytes();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(
                ByteBuffer.allocate(Integer.BYTES + position.length).putInt(hash(list)).put(position).array());
    }

    /** @throws ProblemException 400 if it is not a cursor of this list */
    static SortPosition read(String cursor, String list, ValueKind kind) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.getInt() != hash(list)) {
                throw invalid();
            }
            byte[] position = new byte[bytes.remaining()];
            bytes.get(position);
            return SortPosition.of(position, kind);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(Problem.badParameter(ReadParameter.AFTER,
                "must be the cursor of a page with the same filters and sort"));
    }

    private static int hash(String list) {
        CRC32 crc = new CRC32();
        crc.update(list.getBytes(UTF_8));
        return (int) crc.getValue();
    }
}
