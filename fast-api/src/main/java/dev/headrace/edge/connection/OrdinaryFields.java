package dev.headrace.edge.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a request that asks for nothing unusual: no other origin, no user, no range, and no condition except
 * {@code If-None-Match}. All other fields have no effect on content.
 *
 * @param acceptEncoding the value of {@code Accept-Encoding}
 * @param ifNoneMatch the value of {@code If-None-Match}
 */
record OrdinaryFields(@Nullable String acceptEncoding, @Nullable String ifNoneMatch) {

    private static final int LINE_END = 2;
    // Makes letters lowercase, and keeps hyphens and colons.
    private static final int LOWERCASE = 0x20;

    private static final byte[] ACCEPT_ENCODING = name("accept-encoding");
    private static final byte[] CONNECTION = name("connection");
    private static final byte[] IF_NONE_MATCH = name("if-none-match");
    private static final byte[] KEEP_ALIVE = "keep-alive\r".getBytes(ISO_8859_1);

    /** Requests with these fields take the usual way. */
    private static final byte[][] UNUSUAL = {name("authorization"), name("content-length"), name("expect"),
            name("headrace-preview"), name("if-match"), name("if-modified-since"), name("if-range"),
            name("if-unmodified-since"), name("origin"), name("range"), name("transfer-encoding"), name("upgrade")};
    private static final boolean[] FIRST = new boolean[128];

    static {
        for (byte[] name : UNUSUAL) {
            FIRST[name[0]] = true;
        }
        FIRST['a'] = FIRST['c'] = FIRST['i'] = true;
    }

    private static byte[] name(String name) {
        return (name + ":").getBytes(ISO_8859_1);
    }

    /**
     * Reads the field lines of a request that {@link FieldLinesCheck} has accepted, up to the empty line.
     *
     * @return null if there is anything unusual
     */
    static @Nullable OrdinaryFields read(ByteBuffer bytes, int from, int to) {
        String acceptEncoding = null;
        String ifNoneMatch = null;
        for (int line = from; bytes.get(line) != '\r';) {
            int end = Octets.skipText(bytes, line, to);
            if (isRelevant(bytes.get(line))) {
                if (acceptEncoding == null && isNamed(bytes, line, ACCEPT_ENCODING)) {
                    acceptEncoding = value(bytes, line + ACCEPT_ENCODING.length, end);
                } else if (ifNoneMatch == null && isNamed(bytes, line, IF_NONE_MATCH)) {
                    ifNoneMatch = value(bytes, line + IF_NONE_MATCH.length, end);
                } else if (isUnusual(bytes, line, end)) {
                    return null;
                }
            }
            line = end + LINE_END;
        }
        return new OrdinaryFields(acceptEncoding, ifNoneMatch);
    }

    private static boolean isRelevant(int first) {
        return FIRST[(first | LOWERCASE) & 0x7f];
    }

    private static boolean isUnusual(ByteBuffer bytes, int from, int to) {
        if (isNamed(bytes, from, CONNECTION)) {
            return !isNamed(bytes, skipBlanks(bytes, from + CONNECTION.length, to), KEEP_ALIVE);
        }
        // These may be given once.
        if (isNamed(bytes, from, ACCEPT_ENCODING) || isNamed(bytes, from, IF_NONE_MATCH)) {
            return true;
        }
        for (byte[] name : UNUSUAL) {
            if (isNamed(bytes, from, name)) {
                return true;
            }
        }
        return false;
    }

    /** The request ends with an empty line, so a name that begins within it is compared within it. */
    private static boolean isNamed(ByteBuffer bytes, int from, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            byte octet = bytes.get(from + i);
            if (octet != name[i] && (octet | LOWERCASE) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static int skipBlanks(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at < to && Octets.isBlank(bytes.get(at))) {
            at++;
        }
        return at;
    }

    private static String value(ByteBuffer bytes, int from, int to) {
        int start = skipBlanks(bytes, from, to);
        byte[] value = new byte[to - start];
        bytes.get(start, value);
        return new String(value, ISO_8859_1).stripTrailing();
    }
}
