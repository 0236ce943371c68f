package dev.headrace.model;

import java.util.Locale;

/**
 * The record of a write in Redis, for status requests and for answering retries like the first attempt.
 *
 * <p>Wire form: the status' first letter, the fingerprint, the outbox entry's id and the state, separated by single spaces.
 * Scripts change the first letter in place.
 *
 * @param fingerprint a retry with the same idempotency key must match it, see {@link WriteToAccept}
 * @param outboxEntry id of the stream entry
 * @param state the user's state in the response, a JSON object
 */
public record Receipt(Status status, String fingerprint, String outboxEntry, String state) {

    /** Stages of a write. */
    public enum Status {
        /** In Redis or the queue, not yet in PostgreSQL. */
        ACCEPTED,
        /** In PostgreSQL. */
        STORED,
        /** Cannot be applied; kept for inspection by staff. */
        REJECTED;

        /** The value in the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        char letter() {
            return word().charAt(0);
        }
    }

    /** @throws IllegalArgumentException if the string is not a receipt */
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
