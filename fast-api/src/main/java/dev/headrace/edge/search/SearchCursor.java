package dev.headrace.edge.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.index.SearchPosition;
import dev.headrace.model.ReadParameter;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/** The cursor that marks the end of a page. It is bound to its search and rejected for other searches. */
final class SearchCursor {

    private SearchCursor() {}

    static String write(SearchPosition end, String search) {
        byte[] position = end.toBytes();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(
                ByteBuffer.allocate(Integer.BYTES + position.length).putInt(hash(search)).put(position).array());
    }

    /** @throws ProblemException 400 if it is not a cursor of this search */
    static SearchPosition read(String cursor, String search) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.getInt() != hash(search)) {
                throw invalid();
            }
            byte[] position = new byte[bytes.remaining()];
            bytes.get(position);
            return SearchPosition.of(position);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(Problem.badParameter(ReadParameter.AFTER,
                "must be the cursor of a page of the same search"));
    }

    private static int hash(String search) {
        CRC32 crc = new CRC32();
        crc.update(search.getBytes(UTF_8));
        return (int) crc.getValue();
    }
}
