package dev.headrace.edge.interact;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.model.DeduplicationWindow;
import dev.headrace.model.EventId;
import dev.headrace.model.Partition;
import dev.headrace.model.ReceiptKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client-generated key that identifies retries of a write.
 *
 * <p>A key must not outlive the receipt of its write: a later write with the same key would be accepted, and then dropped by
 * the core as a duplicate. A key with a timestamp is rejected when it is too old. A key without one is bound to the UTC day
 * of its first use, and its receipt is kept as long as that day is among those that it may have been used first. The core
 * remembers no later day: on that day, the key may have expired and be used for another write.
 *
 * @param today the day of a first use
 * @param earlierDays on how many days before, a key without a timestamp may have been used first
 * @param laterDays on how many days after, at an edge whose clock is ahead
 * @param receiptAge how long to keep the receipt
 */
record IdempotencyKey(String text, LocalDate today, int earlierDays, int laterDays, Duration receiptAge) {

    private static final Pattern PATTERN = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Duration DAY = Duration.ofDays(1);
    /** The clocks of edges differ by less; another one may see the day end earlier or later. */
    private static final Duration MARGIN = Duration.ofHours(1);

    /**
     * @param header the header value; null if absent
     * @param receiptAge how long receipts are kept at least
     * @throws ProblemException if the key is invalid, or has a timestamp too far from the current time
     */
    static Optional<IdempotencyKey> of(@Nullable String header, Instant now, Duration receiptAge) {
        if (header == null) {
            return Optional.empty();
        }
        if (!PATTERN.matcher(header).matches()) {
            throw bad("must be 1 to 200 visible ASCII characters");
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return Optional.of(EventId.timeOf(header).map(time -> timed(header, time, now, today, receiptAge))
                .orElseGet(() -> timeless(header, now, today, receiptAge)));
    }

    private static IdempotencyKey timed(String key, Instant time, Instant now, LocalDate today, Duration receiptAge) {
        if (time.isAfter(now.plus(DeduplicationWindow.MAX_KEY_AHEAD)) || time.isBefore(now.minus(receiptAge))) {
            throw bad("has a timestamp too far from the current time: keys are valid for " + receiptAge.toHours()
                    + " hours");
        }
        Duration ahead = time.isAfter(now) ? Duration.between(now, time) : Duration.ZERO;
        return new IdempotencyKey(key, today, 0, 0, receiptAge.plus(ahead));
    }

    private static IdempotencyKey timeless(String key, Instant now, LocalDate today, Duration receiptAge) {
        int days = (int) receiptAge.plus(DAY).minusNanos(1).dividedBy(DAY);
        Instant end = today.plusDays(days + 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
        int laterDays = LocalDate.ofInstant(now.plus(MARGIN), ZoneOffset.UTC).equals(today) ? 0 : 1;
        return new IdempotencyKey(key, today, days, laterDays, Duration.between(now, end).plus(MARGIN));
    }

    /** @param secrets newest first */
    WriteIds ids(List<ReceiptKey> secrets, String principal, String route, Partition partition) {
        Function<LocalDate, Stream<EventId>> ofDay = day -> secrets.stream()
                .map(secret -> EventId.derived(secret, principal, route, text, day, partition));
        List<EventId> first = ofDay.apply(today).toList();
        Stream<EventId> earlier = days(-1, earlierDays).flatMap(ofDay);
        return new WriteIds(first.getFirst(), Stream.concat(first.stream().skip(1), earlier).toList(),
                days(1, laterDays).flatMap(ofDay).toList());
    }

    /** The days before or after today, beginning with the nearest. */
    private Stream<LocalDate> days(int direction, int number) {
        return IntStream.rangeClosed(1, number).mapToObj(distance -> today.plusDays((long) direction * distance));
    }

    private static ProblemException bad(String message) {
        return new ProblemException(Problem.badRequest("The header Idempotency-Key " + message + "."));
    }
}
