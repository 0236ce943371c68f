package dev.headrace.model;

import java.util.Locale;

/**
 * What Redis remembers of a write, so that a client can ask for it and a retry is answered as the first attempt was.
 *
 * <p>Wire form: the status' first letter, the fingerprint, the outbox entry's id and the state, separated by single spaces.
 * Scripts change the first letter in place.
 *
 * @param fingerprint what a retry with the same idempotency key must equal, see {@link WriteToAccept}
 * @param outboxEntry the stream entry's id
 * @param state what the answer said of the user's state, a JSON object
 */
public record Receipt(Status status, String fingerprint, String outboxEntry, String state) {

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
