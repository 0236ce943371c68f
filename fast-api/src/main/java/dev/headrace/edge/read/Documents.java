package dev.headrace.edge.read;

import dev.headrace.edge.read.Published.Document;
import dev.headrace.edge.read.Published.Pointer;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.model.EntryId;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import java.util.concurrent.CompletableFuture;

/** The published documents. */
public final class Documents {

    private final NearCache cache;
    private final TrackedStore store;

    public Documents(NearCache cache, TrackedStore store) {
        this.cache = cache;
        this.store = store;
    }

    CompletableFuture<Reading<Published>> find(String type, String idOrSlug, String view, String locale) {
        if (EntryId.isId(idOrSlug)) {
            return get(new Target(type, idOrSlug), view, locale);
        }
        return bySlug(type, idOrSlug).thenCompose(found -> found.value() instanceof Pointer(String id)
                ? get(new Target(type, id), view, locale).thenApply(reading -> agedBy(found, reading))
                : CompletableFuture.completedFuture(found));
    }

    CompletableFuture<Reading<Published>> get(Target target, String view, String locale) {
        String key = RedisKeys.document(target, view, locale);
        return cache.get(key, Published.class,
                () -> store.get(key).thenApply(frame -> Published.document(target, frame)));
    }

    /** Finds a {@link Pointer}, not the {@link Document} that it points at. */
    CompletableFuture<Reading<Published>> bySlug(String type, String slug) {
        String key = RedisKeys.slug(type, slug);
        return cache.get(key, Published.class, () -> store.get(key).thenApply(Published::pointer));
    }

    private static Reading<Published> agedBy(Reading<?> first, Reading<Published> second) {
        return first.stale() ? new Reading<>(second.value(), true) : second;
    }
}
