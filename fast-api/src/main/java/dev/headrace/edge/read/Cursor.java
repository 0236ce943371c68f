package dev.headrace.edge.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Where a page ended: the last member, bound to the query that it was a member of. */
final class Cursor {

    private static final int HASH = 8;

    private Cursor() {}

    static String write(String member, String canonicalQuery) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((hash(canonicalQuery) + member).getBytes(UTF_8));
    }

    /** @throws ProblemException if it is no cursor, or one of another query */
    static String read(String cursor, String canonicalQuery) {
        String text = decode(cursor);
        if (text.length() < HASH || !text.startsWith(hash(canonicalQuery))) {
            throw new ProblemException(
                    Problem.badParameter(ListRequest.AFTER,
                            "must be the cursor of a page with the same filters and sort"));
        }
        return text.substring(HASH);
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String hash(String canonicalQuery) {
        CRC32 crc = new CRC32();
        crc.update(canonicalQuery.getBytes(UTF_8));
        return HexFormat.of().toHexDigits(crc.getValue(), HASH);
    }
}
