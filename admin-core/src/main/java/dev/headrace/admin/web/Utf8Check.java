package dev.headrace.admin.web;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Checks whether bytes that arrive in parts are UTF-8. */
final class Utf8Check {

    /** More than an incomplete character has. */
    private static final int CARRIED = 8;

    // Decoders report malformed input unless told otherwise.
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer ignored = CharBuffer.allocate(1024);
    private final ByteBuffer incomplete = ByteBuffer.allocate(CARRIED).limit(0);

    /** Whether the next bytes continue what came before. */
    boolean accepts(byte[] bytes, int offset, int length) {
        int next = offset;
        int end = offset + length;
        while (incomplete.hasRemaining() && next < end) {
            // Byte by byte, until the character that began in the part before is complete.
            incomplete.compact().put(bytes[next++]).flip();
            if (!decodes(incomplete)) {
                return false;
            }
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes, next, end - next);
        if (!decodes(rest)) {
            return false;
        }
        if (rest.hasRemaining()) {
            incomplete.clear().put(rest).flip();
        }
        return true;
    }

    /** Whether the last character is complete. */
    boolean isAtEnd() {
        return !incomplete.hasRemaining();
    }

    private boolean decodes(ByteBuffer bytes) {
        while (true) {
            CoderResult result = decoder.decode(bytes, ignored.clear(), false);
            if (!result.isOverflow()) {
                return !result.isError();
            }
        }
    }
}
