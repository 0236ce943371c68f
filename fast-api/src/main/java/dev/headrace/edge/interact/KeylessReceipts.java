package dev.headrace.edge.interact;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bounds the number of receipts of writes without an idempotency key. Their share of each second is limited, so that Redis
 * has at most as many of this edge as allowed; further writes have none.
 */
final class KeylessReceipts {

    private final Duration age;
    private final long perSecond;
    private final LongSupplier nanos;
    private long second;
    private long inSecond;

    /** @param nanos a clock such as {@link System#nanoTime} */
    KeylessReceipts(Duration age, int max, LongSupplier nanos) {
        this.age = age;
        // A receipt of the current second and of one that has not expired yet: one second more than the age.
        this.perSecond = max / (age.toSeconds() + 1);
        this.nanos = nanos;
        this.second = nanos.getAsLong();
    }

    /** How long to keep the receipt of the next write; zero for none. */
    synchronized Duration nextAge() {
        long now = nanos.getAsLong();
        if (now - second >= TimeUnit.SECONDS.toNanos(1)) {
            second = now;
            inSecond = 0;
        }
        return inSecond++ < perSecond ? age : Duration.ZERO;
    }
}
