package dev.headrace.edge.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A token bucket per client, implemented with the generic cell rate algorithm: a bucket is the time at which it would be
 * full again.
 *
 * <p>The number of buckets is bounded; an evicted client starts with a full bucket. Buckets are not shared between edges.
 */
public final class RateLimiter {

    private static final int MAX_CLIENTS = 100_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Rate rate;
    private final LongSupplier nanos;
    private final Cache<String, AtomicLong> buckets = Caffeine.newBuilder().maximumSize(MAX_CLIENTS)
            .executor(Runnable::run).build();

    /** @param nanos a clock such as {@link System#nanoTime} */
    public RateLimiter(Rate rate, LongSupplier nanos) {
        this.rate = rate;
        this.nanos = nanos;
    }

    /** @throws ProblemException 429 if the client exceeds its limit */
    public void take(String client) {
        if (rate.perSecond() == 0) {
            return;
        }
        long now = nanos.getAsLong();
        long cost = cost();
        long capacity = cost * rate.burst();
        AtomicLong full = buckets.get(client, _ -> new AtomicLong(now));
        while (true) {
            long seen = full.get();
            long next = (seen - now > 0 ? seen : now) + cost;
            long excess = next - now - capacity;
            if (excess > 0) {
                throw new ProblemException(
                        Problem.retryLater(429, "Too many requests.", excess / SECOND + 1));
            }
            if (full.compareAndSet(seen, next)) {
                return;
            }
        }
    }

    /** Undoes taking one token. */
    void giveBack(String client) {
        AtomicLong full = rate.perSecond() == 0 ? null : buckets.getIfPresent(client);
        if (full != null) {
            full.addAndGet(-cost());
        }
    }

    private long cost() {
        return SECOND / rate.perSecond();
    }
}
