package dev.headrace.model;

import java.time.Duration;

/**
 * How long events and what is known of them are kept in both tiers. The core applies each event once because it remembers
 * the ids of all events that it would still accept; the other limits follow from that.
 */
public final class DeduplicationWindow {

    /** Days for which the core remembers event ids; events dated earlier are rejected. */
    public static final int DAYS = 35;

    /** How far the timestamp of an idempotency key may be in the future. */
    public static final Duration MAX_KEY_AHEAD = Duration.ofDays(1);

    /** How far the clock of an edge may be off the Redis clock; beyond it, the edge accepts no writes. */
    public static final Duration MAX_CLOCK_DRIFT = Duration.ofDays(1);

    /** Days by which an accepted event can be dated in the future. */
    public static final int DAYS_AHEAD = (int) MAX_KEY_AHEAD.plus(MAX_CLOCK_DRIFT).toDays();

    private static final Duration MAX_DELIVERY = Duration.ofDays(1);

    /**
     * How long a receipt may be kept, and so the age of a key with a timestamp: such a retry must reach the core while it
     * remembers the first attempt.
     */
    public static final Duration MAX_RECEIPT_AGE = Duration.ofDays(DAYS).minus(MAX_DELIVERY);

    /**
     * Days after which every event with a timestamp that was accepted before is rejected, because both ends of the window
     * are whole UTC days.
     */
    public static final int DAYS_UNTIL_REJECTED = DAYS_AHEAD + DAYS + 1;

    private DeduplicationWindow() {}
}
