package dev.headrace.edge.cache;

import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.Metrics;
import dev.headrace.edge.redis.TrackedStore;

/** The near cache, which follows what Redis says of changes. */
public final class CacheFeature implements Feature {

    private final TrackedStore store;
    private final NearCache cache;

    public CacheFeature(TrackedStore store, CacheSettings settings) {
        this.store = store;
        this.cache = new NearCache(settings, System::nanoTime);
    }

    public NearCache cache() {
        return cache;
    }

    @Override
    public void addMetrics(Metrics metrics) {
        metrics.counter("headrace_edge_near_cache_hits", "What was found in the near cache", cache::hits);
        metrics.counter("headrace_edge_near_cache_misses", "What was not found in the near cache", cache::misses);
        metrics.gauge("headrace_edge_near_cache_entries", "What the near cache holds", cache::size);
        metrics.gauge("headrace_edge_redis_up", "1 if Redis is connected", () -> store.isUp() ? 1 : 0);
    }

    @Override
    public void start() {
        store.add(cache);
    }
}
