package dev.headrace.edge.connection;

/** The bytes that a client sent are not a request that this server accepts. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Refusal refusal;

    RefusedException(Refusal refusal) {
        // Without a stack trace: clients can cause any number of them.
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
