package dev.headrace.edge.connection;

/** The value of {@code Transfer-Encoding}, which must be {@code chunked}. */
final class CodingValue implements FieldValue {

    private static final byte[] CHUNKED = {'c', 'h', 'u', 'n', 'k', 'e', 'd'};
    private static final int LOWERCASE = 0x20;

    private boolean present;
    private int matched;

    void reset() {
        present = false;
        matched = 0;
    }

    boolean isPresent() {
        return present;
    }

    @Override
    public void begin() {
        if (present) {
            throw new RefusedException(Refusal.CODING);
        }
        present = true;
    }

    @Override
    public void next(int octet) {
        if (Octets.isBlank(octet) && (matched == 0 || matched == CHUNKED.length)) {
            return;
        }
        if ((octet >= 0 && octet < ' ') || octet == 0x7f) {
            throw new RefusedException(Refusal.FIELD);
        }
        if (matched == CHUNKED.length || !isLetter(octet) || CHUNKED[matched] != (octet | LOWERCASE)) {
            throw new RefusedException(Refusal.UNKNOWN_CODING);
        }
        matched++;
    }

    private static boolean isLetter(int octet) {
        int lowercase = octet | LOWERCASE;
        return lowercase >= 'a' && lowercase <= 'z';
    }

    @Override
    public void end() {
        if (matched < CHUNKED.length) {
            throw new RefusedException(Refusal.UNKNOWN_CODING);
        }
    }
}
