package dev.headrace.edge.interact;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.model.DeduplicationWindow;
import dev.headrace.model.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client-generated key that identifies retries of a write.
 *
 * <p>A key must not outlive the receipt of its write: the core stores event ids for longer, so a later write with the same
 * key would be accepted and then dropped as a duplicate.
 *
 * @param ahead how far the key's timestamp is in the future; zero if it has none
 */
record IdempotencyKey(String text, Duration ahead) {

    private static final Pattern PATTERN = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /**
     * @param header the header value; null if absent
     * @param receiptAge how long receipts are kept
     * @throws ProblemException if the key is invalid, or has a timestamp too far from the current time
     */
    static Optional<IdempotencyKey> of(@Nullable String header, Instant now, Duration receiptAge) {
        if (header == null) {
            return Optional.empty();
        }
        if (!PATTERN.matcher(header).matches()) {
            throw bad("must be 1 to 200 visible ASCII characters");
        }
        Instant time = EventId.timeOf(header).orElse(now);
        if (time.isAfter(now.plus(DeduplicationWindow.MAX_KEY_AHEAD)) || time.isBefore(now.minus(receiptAge))) {
            throw bad("has a timestamp too far from the current time: keys are valid for " + receiptAge.toHours()
                    + " hours");
        }
        return Optional.of(new IdempotencyKey(header, time.isAfter(now) ? Duration.between(now, time) : Duration.ZERO));
    }

    /** How long to keep the receipt so that the key does not outlive it. */
    Duration receiptAge(Duration usual) {
        return usual.plus(ahead);
    }

    private static ProblemException bad(String message) {
        return new ProblemException(Problem.badRequest("The header Idempotency-Key " + message + "."));
    }
}
