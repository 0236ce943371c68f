package dev.headrace.edge.read;

import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import java.util.concurrent.CompletableFuture;

/** The tallies of documents. */
public final class Tallies {

    private final NearCache cache;
    private final TrackedStore store;

    public Tallies(NearCache cache, TrackedStore store) {
        this.cache = cache;
        this.store = store;
    }

    CompletableFuture<Reading<Tally>> of(Target target, Interactions interactions) {
        String key = RedisKeys.tally(target);
        return cache.get(key, Counts.class, () -> store.hash(key).thenApply(Counts::new))
                .thenApply(counts -> new Reading<>(counts.value().as(interactions), counts.stale()));
    }

    /** Drops a document's tally from memory: whoever has changed it need not wait until Redis tells of the change. */
    public void forget(Target target) {
        cache.changed(RedisKeys.tally(target));
    }
}
