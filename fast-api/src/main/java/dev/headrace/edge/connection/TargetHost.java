package dev.headrace.edge.connection;

/** The host and port in a request target in absolute form, which {@code Host} must repeat. */
final class TargetHost {

    // Longer than any name with its port.
    private static final int MAX_LENGTH = 300;
    private static final byte[] NOTHING = {};

    private final HostCheck check = new HostCheck(Refusal.TARGET);
    private byte[] octets = NOTHING;
    private int length;

    void reset() {
        check.reset();
        length = 0;
    }

    /** Whether the target is in absolute form. */
    boolean isPresent() {
        return length > 0;
    }

    int length() {
        return length;
    }

    void next(int octet) {
        check.next(octet);
        if (length == MAX_LENGTH || (length == 0 && octet == ':')) {
            throw new RefusedException(Refusal.TARGET);
        }
        if (octets.length == 0) {
            octets = new byte[MAX_LENGTH];
        }
        octets[length++] = (byte) octet;
    }

    void end() {
        check.end();
        if (length == 0) {
            throw new RefusedException(Refusal.TARGET);
        }
    }

    /** Whether an octet is the same as in the target, except for its case. */
    boolean has(int index, int octet) {
        return index < length && Octets.lowercase(octets[index]) == Octets.lowercase(octet);
    }

    byte at(int index) {
        return octets[index];
    }
}
