package dev.headrace.edge.interact;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.model.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The client's own name for a write, by which a retry is known. */
record IdempotencyKey(String text) {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Duration AHEAD = Duration.ofHours(24);

    // The core remembers events for 35 days; a day is left for the way there.
    private static final Duration BEHIND = Duration.ofDays(34);

    /**
     * @param header the header field, if there is one
     * @throws ProblemException if it is no key, or carries a time that is too far from now
     */
    static Optional<IdempotencyKey> of(@Nullable String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        if (!FORM.matcher(header).matches()) {
            throw bad("must be 1 to 200 visible ASCII characters");
        }
        EventId.timeOf(header).ifPresent(time -> {
            if (time.isAfter(now.plus(AHEAD)) || time.isBefore(now.minus(BEHIND))) {
                throw bad("carries a time that is too far from now");
            }
        });
        return Optional.of(new IdempotencyKey(header));
    }

    private static ProblemException bad(String message) {
        return new ProblemException(Problem.badRequest("The header Idempotency-Key " + message + "."));
    }
}
