package dev.headrace.edge.tallies;

import dev.headrace.edge.cache.CacheKey;
import dev.headrace.edge.cache.NearCache;
import dev.headrace.edge.cache.Reading;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The tallies of entries; they are the same in all locales. */
public final class Tallies {

    private final NearCache cache;
    private final TrackedStore store;
    private final TallyWriter writer;

    public Tallies(NearCache cache, TrackedStore store, List<TallyPart> parts) {
        this.cache = cache;
        this.store = store;
        this.writer = new TallyWriter(parts);
    }

    public CompletableFuture<Reading<Tally>> of(Target target, Interactions interactions) {
        String key = RedisKeys.tally(target);
        return cache.get(CacheKey.shared(key), Counts.class, () -> store.hash(key).thenApply(Counts::new))
                .thenApply(counts -> new Reading<>(counts.value().as(interactions, writer), counts.stale()));
    }

    /** The counts of a document as delivered to clients. */
    public byte[] json(Interactions interactions, Counts counts) {
        return writer.json(interactions, counts);
    }

    /** Evicts an entry's tally from the cache, so that a change is visible before Redis announces it. */
    public void invalidate(Target target) {
        cache.changed(RedisKeys.tally(target));
    }
}
