package dev.headrace.edge.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.redis.TrackingListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches values from Redis until Redis invalidates them. Values for a private audience are never cached.
 *
 * <p>An entry belongs to the epoch in which it was loaded. An epoch lasts as long as client tracking works without a gap
 * and Redis keeps its contents; entries of earlier epochs are reloaded, and served, marked stale, only if that fails. Concurrent misses of a key share
 * one load; the result of a load that was overtaken by an invalidation is not cached.
 */
public final class NearCache implements TrackingListener {

    private static final int ENTRY_OVERHEAD = 200;
    private static final long NO_EPOCH = 0;

    /** How often an entry that is held counts as used. */
    private static final long USE_INTERVAL = TimeUnit.SECONDS.toNanos(10);

    /** A value while it is in the cache. */
    private final class Entry implements Held {

        private final CacheKey key;
        private final long epochOfLoad;
        private final long loadedAt;
        /** Null once the entry is not in the cache any more, so that those who hold it neither use nor keep its value. */
        private volatile @Nullable Cached value;
        private volatile long usedAt;

        Entry(CacheKey key, Cached value, long epoch, long now) {
            this.key = key;
            this.value = value;
            this.epochOfLoad = epoch;
            this.loadedAt = now;
            this.usedAt = now;
        }

        @Override
        public @Nullable Cached current() {
            long now = nanos.getAsLong();
            if (now - usedAt > USE_INTERVAL) {
                usedAt = now;
                // Otherwise, it would be evicted for want of use.
                var _ = entries.getIfPresent(key);
            }
            return fresh(this, now);
        }

        boolean isYounger(Duration age, long now) {
            return now - loadedAt < age.toNanos();
        }

        void removed() {
            value = null;
        }
    }

    /** A load in progress. */
    private record PendingLoad(long epoch, CompletableFuture<Cached> result) {}

    private final Cache<CacheKey, Entry> entries;
    private final ConcurrentMap<CacheKey, PendingLoad> pendingLoads = new ConcurrentHashMap<>();
    private final CacheSettings settings;
    private final LongSupplier nanos;

    /** The id of the last overlay that keys were made with. */
    private volatile String overlay = "";
    private volatile long epoch = NO_EPOCH;
    private long lastEpoch = NO_EPOCH;

    /** @param nanos a clock such as {@link System#nanoTime} */
    public NearCache(CacheSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.entries = Caffeine.newBuilder().maximumWeight(settings.bytes()).weigher(NearCache::weight)
                .executor(Runnable::run)
                // Not a removal listener, which would be called after the key has become free.
                .evictionListener((_, entry, _) -> removed(entry))
                .recordStats().build();
    }

    private static int weight(CacheKey key, Entry entry) {
        Cached value = entry.value;
        return key.name().length() + ENTRY_OVERHEAD + (value == null ? 0 : value.weight());
    }

    /** The cached value if it is known to be current, else null. */
    public <T extends Cached> @Nullable T current(CacheKey key, Class<T> type) {
        Entry entry = entries.getIfPresent(key);
        return entry == null ? null : type.cast(fresh(entry, nanos.getAsLong()));
    }

    /** A current value, to be used again without looking it up; null if the cached value is not known to be current. */
    public @Nullable Held hold(CacheKey key) {
        Entry entry = entries.getIfPresent(key);
        return entry != null && fresh(entry, nanos.getAsLong()) != null ? entry : null;
    }

    /**
     * The cached value, or the result of a load; a stale value if the load fails.
     *
     * @param load may be called on any thread
     */
    public <T extends Cached> CompletableFuture<Reading<T>> get(CacheKey key, Class<T> type,
            Supplier<? extends CompletableFuture<T>> load) {
        if (!key.audience().isShared()) {
            return start(load).thenApply(value -> new Reading<>(value, false));
        }
        T current = current(key, type);
        if (current != null) {
            return CompletableFuture.completedFuture(new Reading<>(current, false));
        }
        return load(key, load).handle((value, failure) -> failure == null
                ? new Reading<>(type.cast(value), false)
                : new Reading<>(type.cast(staleOrThrow(key, failure)), true));
    }

    /** To be called when the weight of a value has changed. */
    public void weighAgain(CacheKey key) {
        // An entry is weighed whenever it is computed.
        entries.asMap().computeIfPresent(key, (_, entry) -> entry);
    }

    private @Nullable Cached fresh(Entry entry, long now) {
        Cached value = entry.value;
        if (value == null || entry.epochOfLoad != epoch) {
            return null;
        }
        return entry.isYounger(value.isAbsence() ? settings.absenceMaxAge() : settings.maxAge(), now) ? value : null;
    }

    private Cached staleOrThrow(CacheKey key, Throwable failure) {
        Entry entry = entries.getIfPresent(key);
        Cached value = entry == null || !entry.isYounger(settings.staleMaxAge(), nanos.getAsLong())
                ? null
                : entry.value;
        if (value == null || value.isAbsence()) {
            throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
        }
        return value;
    }

    private <T extends Cached> CompletableFuture<Cached> load(CacheKey key,
            Supplier<? extends CompletableFuture<T>> load) {
        PendingLoad mine = new PendingLoad(epoch, new CompletableFuture<>());
        PendingLoad other = pendingLoads.putIfAbsent(key, mine);
        if (other != null && other.epoch == mine.epoch) {
            return other.result;
        }
        pendingLoads.put(key, mine);
        var _ = start(load).whenComplete((value, failure) -> complete(key, mine, value, failure));
        return mine.result;
    }

    /** Turns an exception into a failed future: a pending load that never completes would block its key forever. */
    private static <T> CompletableFuture<T> start(Supplier<? extends CompletableFuture<T>> load) {
        try {
            return load.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void complete(CacheKey key, PendingLoad load, @Nullable Cached value, @Nullable Throwable failure) {
        // Atomic with changed(): a value is cached only if its key was not invalidated since it was requested.
        pendingLoads.computeIfPresent(key, (_, current) -> {
            if (!current.equals(load)) {
                return current;
            }
            if (value != null && load.epoch == epoch && load.epoch != NO_EPOCH) {
                removed(entries.asMap().put(key, new Entry(key, value, load.epoch, nanos.getAsLong())));
            }
            return null;
        });
        if (value != null) {
            load.result.complete(value);
        } else {
            load.result.completeExceptionally(failure == null ? new IllegalStateException("no value") : failure);
        }
    }

    /** To be called before keys with another overlay are used. */
    public void overlay(String id) {
        overlay = id;
    }

    @Override
    public void changed(String key) {
        drop(CacheKey.shared(key));
        String current = overlay;
        if (!current.isEmpty()) {
            drop(new CacheKey(Audience.PUBLIC, key, current));
        }
    }

    private void drop(CacheKey key) {
        pendingLoads.compute(key, (changed, _) -> {
            removed(entries.asMap().remove(changed));
            return null;
        });
    }

    private static void removed(@Nullable Entry entry) {
        if (entry != null) {
            entry.removed();
        }
    }

    /** Makes all entries stale: they are reloaded, and served only if that fails. */
    public synchronized void expireAll() {
        if (epoch != NO_EPOCH) {
            epoch = ++lastEpoch;
        }
    }

    /** Entries are served, marked stale, while the core writes what Redis has lost. */
    @Override
    public void allChanged() {
        trackingBegan();
    }

    @Override
    public synchronized void trackingBegan() {
        epoch = ++lastEpoch;
    }

    @Override
    public synchronized void trackingEnded() {
        epoch = NO_EPOCH;
    }

    /** Approximate number of entries. */
    public long size() {
        return entries.estimatedSize();
    }

    /** Number of hits since the start, without values that were held. */
    public long hits() {
        return entries.stats().hitCount();
    }

    /** Number of misses since the start. */
    public long misses() {
        return entries.stats().missCount();
    }
}
