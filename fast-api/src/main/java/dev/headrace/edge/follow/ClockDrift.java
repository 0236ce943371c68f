package dev.headrace.edge.follow;

import dev.headrace.model.DeduplicationWindow;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The offset of this edge's clock from the Redis clock, which is the reference for all tiers.
 *
 * <p>Event ids contain this edge's time. Workers quarantine events with an implausible time, so an edge with a large offset
 * would accept writes that are never stored.
 */
public final class ClockDrift {

    private static final Logger LOG = LoggerFactory.getLogger(ClockDrift.class);
    private static final Duration WARN_ABOVE = Duration.ofMinutes(1);

    private final Clock clock;
    private volatile @Nullable Duration drift;

    public ClockDrift(Clock clock) {
        this.clock = clock;
    }

    /** @param redisMillis the current Redis time, milliseconds since 1970 */
    void measure(long redisMillis) {
        Duration measured = Duration.ofMillis(clock.millis() - redisMillis);
        if (isBeyond(WARN_ABOVE, measured) && !isBeyond(WARN_ABOVE, drift)) {
            LOG.warn("The clock of this edge is {} s off the Redis clock", measured.toSeconds());
        }
        drift = measured;
    }

    public boolean isKnown() {
        return drift != null;
    }

    /** Whether this edge's time may be used in event ids; true while the offset is unknown. */
    public boolean isTolerable() {
        return !isBeyond(DeduplicationWindow.MAX_CLOCK_DRIFT, drift);
    }

    /** Positive if this edge is ahead; 0 while unknown. */
    public double seconds() {
        Duration known = drift;
        return known == null ? 0 : known.toMillis() / 1_000.0;
    }

    private static boolean isBeyond(Duration bound, @Nullable Duration drift) {
        return drift != null && drift.abs().compareTo(bound) > 0;
    }
}
