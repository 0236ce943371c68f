package dev.headrace.edge.connection;

/**
 * Checks an IPv6 address octet by octet. What clients do not send, and Undertow answers with an empty response, is refused:
 * an IPv4 address as the last part, and {@code ::} for a single group (RFC 5952).
 */
final class Ipv6Address {

    private static final int GROUPS = 8;
    private static final int MAX_GROUPS_BESIDE_GAP = 6;
    private static final int MAX_DIGITS = 4;

    private int groups;
    /** Number of digits in the current group, and of colons in front of it. */
    private int digits;
    private int colons;
    private boolean gap;

    void reset() {
        groups = 0;
        digits = 0;
        colons = 0;
        gap = false;
    }

    /** @return false if it is malformed */
    boolean accepts(int octet) {
        return octet == ':' ? acceptsColon() : Octets.isHex(octet) && acceptsDigit();
    }

    private boolean acceptsDigit() {
        if (digits == 0) {
            boolean beginsWithColon = groups == 0 && colons == 1;
            groups++;
            colons = 0;
            if (beginsWithColon) {
                return false;
            }
        }
        return ++digits <= MAX_DIGITS;
    }

    private boolean acceptsColon() {
        digits = 0;
        colons++;
        if (colons == 1) {
            return true;
        }
        boolean second = gap;
        gap = true;
        return colons == 2 && !second;
    }

    boolean isComplete() {
        return colons != 1 && (gap ? groups <= MAX_GROUPS_BESIDE_GAP : groups == GROUPS);
    }
}
