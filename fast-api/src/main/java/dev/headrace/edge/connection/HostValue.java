package dev.headrace.edge.connection;

/** The value of {@code Host}, which must be that of a target in absolute form. */
final class HostValue implements FieldValue {

    private final TargetHost target;
    private final HostCheck check = new HostCheck(Refusal.HOST);
    private boolean present;
    private int length;
    private boolean ended;

    HostValue(TargetHost target) {
        this.target = target;
    }

    void reset() {
        check.reset();
        present = false;
        length = 0;
        ended = false;
    }

    boolean isPresent() {
        return present;
    }

    @Override
    public void begin() {
        refuseIf(present);
        present = true;
    }

    @Override
    public void next(int octet) {
        if (Octets.isBlank(octet)) {
            ended = length > 0;
            return;
        }
        refuseIf(ended || (target.isPresent() && !target.has(length, octet)));
        check.next(octet);
        length++;
    }

    /** Whether the target's octets replace those of this value: Undertow compares hosts case-sensitively. */
    boolean isReplaced() {
        return target.isPresent();
    }

    /** The last octet in the target's case. */
    byte replacement() {
        return ended || length == 0 ? (byte) ' ' : target.at(length - 1);
    }

    /** An empty value is valid. */
    @Override
    public void end() {
        check.end();
        refuseIf(target.isPresent() && length != target.length());
    }

    private static void refuseIf(boolean malformed) {
        if (malformed) {
            throw new RefusedException(Refusal.HOST);
        }
    }
}
