package dev.headrace.edge.cache;

import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.HealthIssue;
import dev.headrace.edge.feature.Metrics;
import dev.headrace.edge.redis.TrackedStore;
import java.util.List;

/** The near cache, invalidated by Redis client tracking. */
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
        metrics.counter("headrace_edge_near_cache_hits", "Near cache hits", cache::hits);
        metrics.counter("headrace_edge_near_cache_misses", "Near cache misses", cache::misses);
        metrics.gauge("headrace_edge_near_cache_entries", "Near cache entries", cache::size);
        metrics.gauge("headrace_edge_contents_complete", "1 if Redis has everything that is published",
                () -> store.contents().areComplete() ? 1 : 0);
        metrics.gauge("headrace_edge_redis_up", "1 if Redis is connected", () -> store.isUp() ? 1 : 0);
    }

    @Override
    public List<HealthIssue> healthIssues() {
        return !store.isUp() || store.contents().areComplete()
                ? List.of()
                : List.of(HealthIssue.warning("Redis has lost contents, which the core has not restored yet."));
    }

    @Override
    public void start() {
        store.add(cache);
    }
}
