package dev.headrace.edge.interact;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.model.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The client's own name for a write, by which a retry is known.
 *
 * <p>A key must not outlive the receipt of its write: the core remembers events for longer, so a later write under the same
 * key would be accepted and then dropped as a repetition.
 *
 * @param ahead how far the time that it carries lies ahead of now; zero if it carries none
 */
record IdempotencyKey(String text, Duration ahead) {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Duration MAX_AHEAD = Duration.ofHours(24);

    /**
     * @param header the header field, if there is one
     * @param receiptAge how long receipts are kept
     * @throws ProblemException if it is no key, or carries a time that is too far from now
     */
    static Optional<IdempotencyKey> of(@Nullable String header, Instant now, Duration receiptAge) {
        if (header == null) {
            return Optional.empty();
        }
        if (!FORM.matcher(header).matches()) {
            throw bad("must be 1 to 200 visible ASCII characters");
        }
        Instant time = EventId.timeOf(header).orElse(now);
        if (time.isAfter(now.plus(MAX_AHEAD)) || time.isBefore(now.minus(receiptAge))) {
            throw bad("carries a time that is too far from now: keys are valid for " + receiptAge.toHours()
                    + " hours");
        }
        return Optional.of(new IdempotencyKey(header, time.isAfter(now) ? Duration.between(now, time) : Duration.ZERO));
    }

    /** How long the receipt must be kept so that the key does not outlive it. */
    Duration receiptAge(Duration usual) {
        return usual.plus(ahead);
    }

    private static ProblemException bad(String message) {
        return new ProblemException(Problem.badRequest("The header Idempotency-Key " + message + "."));
    }
}
