package dev.headrace.edge.follow;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far this edge's clock is from Redis', by which all tiers can be compared.
 *
 * <p>Ids of events carry this edge's time. The workers put those aside whose time cannot be, so an edge whose clock is far
 * off would accept what is never stored.
 */
public final class ClockDrift {

    private static final Logger LOG = LoggerFactory.getLogger(ClockDrift.class);
    private static final Duration NOTABLE = Duration.ofMinutes(1);
    private static final Duration INTOLERABLE = Duration.ofDays(1);

    private final Clock clock;
    private volatile @Nullable Duration drift;

    public ClockDrift(Clock clock) {
        this.clock = clock;
    }

    /** @param redisMillis what Redis has just said of the time, milliseconds since 1970 */
    void measure(long redisMillis) {
        Duration measured = Duration.ofMillis(clock.millis() - redisMillis);
        if (isBeyond(NOTABLE, measured) && !isBeyond(NOTABLE, drift)) {
            LOG.warn("This edge's clock is {} s off Redis'", measured.toSeconds());
        }
        drift = measured;
    }

    public boolean isKnown() {
        return drift != null;
    }

    /** Whether events may be given this edge's time, as far as is known. */
    public boolean isTolerable() {
        return !isBeyond(INTOLERABLE, drift);
    }

    /** Positive if this edge is ahead; 0 while nothing is known. */
    public double seconds() {
        Duration known = drift;
        return known == null ? 0 : known.toMillis() / 1_000.0;
    }

    private static boolean isBeyond(Duration bound, @Nullable Duration drift) {
        return drift != null && drift.abs().compareTo(bound) > 0;
    }
}
