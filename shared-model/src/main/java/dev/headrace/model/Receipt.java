package dev.headrace.model;

import java.util.Locale;

/**
 * What Redis remembers of a write, so that a client may ask and a retry is answered as the first attempt was.
 *
 * <p>Wire form: the status' first letter, a space, what was asked for, a space, the outbox entry's id, a space, the
 * outcome. Scripts change the first letter in place.
 *
 * @param status what became of the write
 * @param asked what a retry with the same idempotency key must ask for as well: {@code 1} to set a reaction, {@code 0} to
 *     take it back, {@code -} for a write without a key. It tells requests apart; for one that has a body it must be a hash
 *     of that.
 * @param outboxEntry the stream entry's id
 * @param outcome what the answer said of the user's state: {@code 1} or {@code 0} for a reaction, {@code -} for views
 */
public record Receipt(Status status, String asked, String outboxEntry, String outcome) {

    /** Stages of a write. */
    public enum Status {
        /** In Redis, and on its way to the core. */
        ACCEPTED,
        /** In PostgreSQL. */
        STORED,
        /** Cannot be applied; kept for staff to look at. */
        REJECTED;

        /** The contract's word for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        char letter() {
            return word().charAt(0);
        }
    }

    /** @throws IllegalArgumentException if the text is no receipt */
    public static Receipt parse(String text) {
        String[] parts = text.split(" ", 4);
        if (parts.length == 4 && parts[0].length() == 1) {
            for (Status status : Status.values()) {
                if (status.letter() == parts[0].charAt(0)) {
                    return new Receipt(status, parts[1], parts[2], parts[3]);
                }
            }
        }
        throw new IllegalArgumentException("not a receipt");
    }
}
