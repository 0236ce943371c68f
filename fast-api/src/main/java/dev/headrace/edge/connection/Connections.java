package dev.headrace.edge.connection;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Counts the open connections of one port, admits new ones within the limits, and counts what was refused. */
public final class Connections {

    private static final long REFUSING = TimeUnit.SECONDS.toNanos(5);

    private final int max;
    private final int maxPerAddress;
    private final Timeouts usual;
    private final Timeouts nearLimit;
    private final LongSupplier nanos;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> openByAddress = new ConcurrentHashMap<>();
    private final AtomicLong lastFull;
    private final LongAdder refused = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final LongAdder malformed = new LongAdder();

    public Connections(ConnectionSettings settings) {
        this(settings, System::nanoTime);
    }

    Connections(ConnectionSettings settings, LongSupplier nanos) {
        this.max = settings.max();
        this.maxPerAddress = settings.maxPerAddress();
        this.usual = Timeouts.of(settings);
        this.nearLimit = usual.nearLimit();
        this.nanos = nanos;
        this.lastFull = new AtomicLong(nanos.getAsLong() - REFUSING);
    }

    /**
     * Counts a new connection if the limits permit it; then it must be released.
     *
     * @return null if admitted
     */
    @Nullable
    Refusal admit(String address) {
        if (open.incrementAndGet() > max) {
            open.decrementAndGet();
            refused.increment();
            lastFull.set(nanos.getAsLong());
            return Refusal.CONNECTION_LIMIT;
        }
        if (maxPerAddress > 0 && openByAddress.merge(address, 1, Integer::sum) > maxPerAddress) {
            release(address);
            refused.increment();
            return Refusal.ADDRESS_LIMIT;
        }
        return null;
    }

    void release(String address) {
        open.decrementAndGet();
        if (maxPerAddress > 0) {
            openByAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    Timeouts timeouts() {
        return isNearLimit() ? nearLimit : usual;
    }

    void countTimeout() {
        timedOut.increment();
    }

    void countMalformed() {
        malformed.increment();
    }

    public int open() {
        return open.get();
    }

    public int max() {
        return max;
    }

    /** Whether more than nine of ten connections are in use. */
    public boolean isNearLimit() {
        return open.get() > max - Math.max(1, max / 10);
    }

    /** Whether clients are refused, or were a few seconds ago, because all connections are in use. */
    public boolean isFull() {
        return open.get() >= max || nanos.getAsLong() - lastFull.get() < REFUSING;
    }

    /** Number of refused connections. */
    public long refused() {
        return refused.sum();
    }

    /** Number of connections that were closed because their clients were too slow or idle. */
    public long timedOut() {
        return timedOut.sum();
    }

    /** Number of connections that were closed because of malformed requests. */
    public long malformed() {
        return malformed.sum();
    }
}
