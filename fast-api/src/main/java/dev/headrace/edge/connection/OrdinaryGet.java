package dev.headrace.edge.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A {@code GET} request that asks for nothing unusual: no body, no other origin, no user, no range, and no condition except
 * {@code If-None-Match}. Its response depends only on what this class returns. One object is filled again for each request;
 * used only on its I/O thread.
 */
public final class OrdinaryGet {

    private static final int MAX_TARGET = 1024;
    private static final byte[] START = "GET /".getBytes(ISO_8859_1);
    private static final int TARGET = START.length - 1;
    private static final int VERSION = " HTTP/1.".length();
    private static final int LINE_END = 2;
    // Makes letters lowercase, and keeps hyphens and colons.
    private static final int LOWERCASE = 0x20;

    private static final byte[] ACCEPT_ENCODING = name("accept-encoding");
    private static final byte[] CONNECTION = name("connection");
    private static final byte[] IF_NONE_MATCH = name("if-none-match");
    private static final byte[] KEEP_ALIVE = "keep-alive\r".getBytes(ISO_8859_1);

    /** Requests with these fields take the usual way. Any other field has no effect on content. */
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

    private final byte[] octets = new byte[MAX_TARGET];
    private String target = "";
    private @Nullable String acceptEncoding;
    private @Nullable String ifNoneMatch;

    private static byte[] name(String name) {
        return (name + ":").getBytes(ISO_8859_1);
    }

    /** Path and query as they were sent. */
    public String target() {
        return target;
    }

    /** The value of {@code Accept-Encoding}. */
    public @Nullable String acceptEncoding() {
        return acceptEncoding;
    }

    /** The value of {@code If-None-Match}. */
    public @Nullable String ifNoneMatch() {
        return ifNoneMatch;
    }

    /**
     * Reads octets that {@link RequestCheck} has accepted as the head of one request.
     *
     * @return whether this is all of an ordinary request
     */
    boolean read(ByteBuffer bytes, int from, int to) {
        acceptEncoding = null;
        ifNoneMatch = null;
        if (!startsWith(bytes, from, START)) {
            return false;
        }
        int end = readTarget(bytes, from + TARGET, to);
        if (end < 0 || bytes.get(end + VERSION) != '1') {
            return false;
        }
        int line = end + VERSION + 1 + LINE_END;
        while (bytes.get(line) != '\r') {
            int lineEnd = Octets.skipText(bytes, line, to);
            if (isRelevant(bytes.get(line)) && !readField(bytes, line, lineEnd)) {
                return false;
            }
            line = lineEnd + LINE_END;
        }
        return line + LINE_END == to;
    }

    private static boolean startsWith(ByteBuffer bytes, int from, byte[] start) {
        for (int i = 0; i < start.length; i++) {
            if (bytes.get(from + i) != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** @return where the target ends, or -1 if it is too long */
    private int readTarget(ByteBuffer bytes, int from, int to) {
        int max = Math.min(MAX_TARGET, to - from);
        bytes.get(from, octets, 0, max);
        for (int length = 1; length < max; length++) {
            if (octets[length] == ' ') {
                target = new String(octets, 0, length, ISO_8859_1);
                return from + length;
            }
        }
        return -1;
    }

    private static boolean isRelevant(int first) {
        return FIRST[(first | LOWERCASE) & 0x7f];
    }

    /** @return whether the request is still an ordinary one */
    private boolean readField(ByteBuffer bytes, int from, int to) {
        if (isNamed(bytes, from, ACCEPT_ENCODING)) {
            boolean first = acceptEncoding == null;
            acceptEncoding = value(bytes, from + ACCEPT_ENCODING.length, to);
            return first;
        }
        if (isNamed(bytes, from, IF_NONE_MATCH)) {
            boolean first = ifNoneMatch == null;
            ifNoneMatch = value(bytes, from + IF_NONE_MATCH.length, to);
            return first;
        }
        if (isNamed(bytes, from, CONNECTION)) {
            int value = skipBlanks(bytes, from + CONNECTION.length, to);
            return isNamed(bytes, value, KEEP_ALIVE);
        }
        for (byte[] name : UNUSUAL) {
            if (isNamed(bytes, from, name)) {
                return false;
            }
        }
        return true;
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
