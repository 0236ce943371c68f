package dev.headrace.edge.read;

import dev.headrace.edge.read.Published.Document;
import dev.headrace.edge.read.Published.Pointer;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.model.EntryId;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The published documents. */
public final class Documents {

    private final NearCache cache;
    private final TrackedStore store;
    private final LiveModel model;

    public Documents(NearCache cache, TrackedStore store, LiveModel model) {
        this.cache = cache;
        this.store = store;
        this.model = model;
    }

    /** A document that is in memory and known to be current. Only ids find one: no document is kept under a slug. */
    @Nullable
    Document inMemory(String type, String id, String view, String locale) {
        return cache.current(RedisKeys.document(new Target(type, id), view, locale),
                Published.class) instanceof Document document ? document : null;
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

    /** Drops a document from memory, in the locale of content whose model names none and in all views. */
    public void forget(Target target) {
        model.viewsOf(target.type()).forEach(
                view -> cache.changed(RedisKeys.document(target, view, PublishedModel.DEFAULT_LOCALE)));
    }

    private static Reading<Published> agedBy(Reading<?> first, Reading<Published> second) {
        return first.stale() ? new Reading<>(second.value(), true) : second;
    }
}
