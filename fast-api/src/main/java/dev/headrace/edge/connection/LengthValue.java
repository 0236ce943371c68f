package dev.headrace.edge.connection;

/** The value of {@code Content-Length}: one number that fits into a {@code long}. */
final class LengthValue implements FieldValue {

    private static final int MAX_DIGITS = 18;

    private boolean present;
    private long length;
    private int digits;
    private boolean ended;

    void reset() {
        present = false;
        length = 0;
        digits = 0;
        ended = false;
    }

    boolean isPresent() {
        return present;
    }

    long length() {
        return length;
    }

    @Override
    public void begin() {
        // Even equal lengths are refused: nobody needs them.
        refuseIf(present);
        present = true;
    }

    @Override
    public void next(int octet) {
        if (Octets.isBlank(octet)) {
            ended = digits > 0;
            return;
        }
        refuseIf(ended || !Octets.isDigit(octet) || digits == MAX_DIGITS);
        length = 10 * length + octet - '0';
        digits++;
    }

    @Override
    public void end() {
        refuseIf(digits == 0);
    }

    private static void refuseIf(boolean malformed) {
        if (malformed) {
            throw new RefusedException(Refusal.LENGTH);
        }
    }
}
