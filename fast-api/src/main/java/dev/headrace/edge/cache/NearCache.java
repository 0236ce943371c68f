package dev.headrace.edge.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headrace.edge.redis.TrackingListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read from Redis, kept until Redis says that it has changed. What was made for a private audience is never kept.
 *
 * <p>An entry belongs to the epoch in which it was loaded. An epoch lasts as long as Redis tells of changes without a gap;
 * entries of earlier epochs are loaded again, and served, marked stale, only if that fails. However many requests miss the
 * same key, it is loaded once; what was requested before a change is not kept.
 */
public final class NearCache implements TrackingListener {

    private static final int ENTRY_OVERHEAD = 200;
    private static final long NO_EPOCH = 0;

    /** An entry of the cache. */
    private record Entry(Cached value, long epoch, long loadedAt) {}

    /** A load that is not complete. */
    private record Flight(long epoch, CompletableFuture<Cached> landing) {}

    private final Cache<CacheKey, Entry> entries;
    private final ConcurrentMap<CacheKey, Flight> flights = new ConcurrentHashMap<>();
    private final CacheSettings settings;
    private final LongSupplier nanos;

    private volatile long epoch = NO_EPOCH;
    private long lastEpoch = NO_EPOCH;

    /** @param nanos a clock such as {@link System#nanoTime} */
    public NearCache(CacheSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.entries = Caffeine.newBuilder().maximumWeight(settings.bytes()).weigher(NearCache::weight)
                .executor(Runnable::run)
                .recordStats().build();
    }

    private static int weight(CacheKey key, Entry entry) {
        return key.name().length() + entry.value().weight() + ENTRY_OVERHEAD;
    }

    /** What is kept under a key, if it is known to be current. */
    public <T extends Cached> @Nullable T current(CacheKey key, Class<T> type) {
        Entry entry = entries.getIfPresent(key);
        return entry != null && isFresh(entry) ? type.cast(entry.value()) : null;
    }

    /**
     * What is kept under a key, or else what is loaded.
     *
     * @param load it may be called on any thread
     */
    public <T extends Cached> CompletableFuture<Reading<T>> get(CacheKey key, Class<T> type,
            Supplier<? extends CompletableFuture<T>> load) {
        if (!key.audience().isShared()) {
            return begun(load).thenApply(value -> new Reading<>(value, false));
        }
        T current = current(key, type);
        if (current != null) {
            return CompletableFuture.completedFuture(new Reading<>(current, false));
        }
        return load(key, load).handle((value, failure) -> failure == null
                ? new Reading<>(type.cast(value), false)
                : new Reading<>(type.cast(keptOrThrow(key, failure)), true));
    }

    private boolean isFresh(Entry entry) {
        Duration maxAge = entry.value().isAbsence() ? settings.absenceMaxAge() : settings.maxAge();
        return entry.epoch() == epoch && isYounger(entry, maxAge);
    }

    private boolean isYounger(Entry entry, Duration age) {
        return nanos.getAsLong() - entry.loadedAt() < age.toNanos();
    }

    private Cached keptOrThrow(CacheKey key, Throwable failure) {
        Entry entry = entries.getIfPresent(key);
        if (entry == null || entry.value().isAbsence() || !isYounger(entry, settings.staleMaxAge())) {
            throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
        }
        return entry.value();
    }

    private <T extends Cached> CompletableFuture<Cached> load(CacheKey key,
            Supplier<? extends CompletableFuture<T>> load) {
        Flight mine = new Flight(epoch, new CompletableFuture<>());
        Flight other = flights.putIfAbsent(key, mine);
        if (other != null && other.epoch == mine.epoch) {
            return other.landing;
        }
        flights.put(key, mine);
        var _ = begun(load).whenComplete((value, failure) -> land(key, mine, value, failure));
        return mine.landing;
    }

    /** A load that fails at once is a load that fails: a flight that never landed would be waited for for good. */
    private static <T> CompletableFuture<T> begun(Supplier<? extends CompletableFuture<T>> load) {
        try {
            return load.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void land(CacheKey key, Flight flight, @Nullable Cached value, @Nullable Throwable failure) {
        // Atomic with changed(): an answer is kept only if no change was received since it was requested.
        flights.computeIfPresent(key, (_, current) -> {
            if (!current.equals(flight)) {
                return current;
            }
            if (value != null && flight.epoch == epoch && flight.epoch != NO_EPOCH) {
                entries.put(key, new Entry(value, flight.epoch, nanos.getAsLong()));
            }
            return null;
        });
        if (value != null) {
            flight.landing.complete(value);
        } else {
            flight.landing.completeExceptionally(failure == null ? new IllegalStateException("no value") : failure);
        }
    }

    @Override
    public void changed(String key) {
        flights.compute(CacheKey.shared(key), (changed, _) -> {
            entries.invalidate(changed);
            return null;
        });
    }

    /** From now on nothing that was loaded before counts as current; it is still served if it cannot be loaded again. */
    public synchronized void suspectAll() {
        if (epoch != NO_EPOCH) {
            epoch = ++lastEpoch;
        }
    }

    @Override
    public void allChanged() {
        trackingBegan();
        flights.clear();
        entries.invalidateAll();
    }

    @Override
    public synchronized void trackingBegan() {
        epoch = ++lastEpoch;
    }

    @Override
    public synchronized void trackingEnded() {
        epoch = NO_EPOCH;
    }

    /** About how many entries there are. */
    public long size() {
        return entries.estimatedSize();
    }

    /** How often something was found since the start. */
    public long hits() {
        return entries.stats().hitCount();
    }

    /** How often nothing was found since the start. */
    public long misses() {
        return entries.stats().missCount();
    }
}
