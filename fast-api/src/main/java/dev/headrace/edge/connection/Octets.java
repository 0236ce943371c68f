package dev.headrace.edge.connection;

import java.nio.ByteBuffer;

/** Classes of octets in HTTP messages (RFC 9110 and 3986). */
final class Octets {

    private static final String LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private static final int TOKEN = 1;
    private static final int HEX = 1 << 1;
    private static final int HOST = 1 << 2;
    private static final int PLAIN_TARGET = 1 << 3;
    private static final byte[] CLASSES = new byte[256];

    static {
        mark(TOKEN, LETTERS_AND_DIGITS + "!#$%&'*+-.^_`|~");
        mark(HEX, "0123456789abcdefABCDEF");
        mark(HOST, LETTERS_AND_DIGITS + "-._~!$&'()*+,;=");
        // Brackets are not allowed in a path, but clients send them unescaped in names of query parameters.
        mark(PLAIN_TARGET, LETTERS_AND_DIGITS + "-._~!$'()*+,=:@/[]");
    }

    // Eight octets at a time: a byte of x is below 0x20 if subtracting 0x20 borrows into its highest bit.
    private static final int WORD = Long.BYTES;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
    private static final long SPACES = 0x20 * ONES;
    private static final long DELETES = 0x7f * ONES;

    private Octets() {}

    private static void mark(int type, String octets) {
        octets.chars().forEach(octet -> CLASSES[octet] |= (byte) type);
    }

    private static boolean is(int octet, int type) {
        return (CLASSES[octet & 0xff] & type) != 0;
    }

    static boolean isToken(int octet) {
        return is(octet, TOKEN);
    }

    static boolean isHex(int octet) {
        return is(octet, HEX);
    }

    static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    static int lowercase(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 'a' - 'A' : octet;
    }

    /** Whether an octet may be in a registered name or an IPv4 address. */
    static boolean isHost(int octet) {
        return is(octet, HOST);
    }

    /** Whether an octet may be in a request target and separates nothing that is counted. */
    static boolean isPlainTarget(int octet) {
        return is(octet, PLAIN_TARGET);
    }

    static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\t';
    }

    /** The index of the first control character except tabs, or {@code to} if there is none. */
    static int skipText(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at < to) {
            while (at + WORD <= to && !hasControl(bytes.getLong(at))) {
                at += WORD;
            }
            int end = Math.min(to, at + WORD);
            while (at < end) {
                byte octet = bytes.get(at);
                if (isControl(octet)) {
                    return at;
                }
                at++;
            }
        }
        return to;
    }

    private static boolean isControl(byte octet) {
        return (octet >= 0 && octet < ' ' && octet != '\t') || octet == 0x7f;
    }

    /** Whether any of eight octets is a control character, including tabs. */
    private static boolean hasControl(long word) {
        long deletes = word ^ DELETES;
        return ((((word - SPACES) & ~word) | ((deletes - ONES) & ~deletes)) & HIGHEST_BITS) != 0;
    }
}
