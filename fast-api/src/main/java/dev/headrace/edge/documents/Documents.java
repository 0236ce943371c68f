package dev.headrace.edge.documents;

import dev.headrace.edge.body.KeptBody;
import dev.headrace.edge.cache.CacheKey;
import dev.headrace.edge.cache.NearCache;
import dev.headrace.edge.cache.Held;
import dev.headrace.edge.cache.Reading;
import dev.headrace.edge.documents.Published.Document;
import dev.headrace.edge.documents.Published.Pointer;
import dev.headrace.edge.follow.ChangeSubscriber;
import dev.headrace.edge.follow.Changes;
import dev.headrace.edge.limit.MissLimit.Lookups;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.EntryId;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.SlugFormat;
import dev.headrace.model.Target;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads published documents from the near cache or Redis. */
public final class Documents implements ChangeSubscriber {

    private static final long TIMEOUT_SECONDS = 2;

    private final NearCache cache;
    private final TrackedStore store;
    private final LiveModel model;

    public Documents(NearCache cache, TrackedStore store, LiveModel model) {
        this.cache = cache;
        this.store = store;
        this.model = model;
    }

    /** A cached document that is known to be current. */
    @Nullable
    Document inMemory(String type, String idOrSlug, Selection selection) {
        String id = EntryId.isId(idOrSlug) ? idOrSlug : idInMemory(type, idOrSlug, selection);
        return id != null && cache.current(key(new Target(type, id), selection),
                Published.class) instanceof Document document ? document : null;
    }

    /** A document in the near cache, to be used again; null if it is not known to be current any more. */
    @Nullable
    Copy copy(String type, String idOrSlug, Selection selection, Document document) {
        Held held = cache.hold(key(document.target(), selection));
        if (held == null || !document.equals(held.current())) {
            return null;
        }
        if (EntryId.isId(idOrSlug)) {
            return new Copy(null, held);
        }
        Held slug = cache.hold(slugKey(type, idOrSlug, selection));
        return slug != null && slug.current() instanceof Pointer(String id) && id.equals(document.target().id())
                ? new Copy(slug, held)
                : null;
    }

    /**
     * A document in the near cache.
     *
     * @param slug the slug that it was found by, if any
     */
    record Copy(@Nullable Held slug, Held held) {

        /** Its body; null if it is not known to be current any more. */
        @Nullable
        KeptBody body() {
            return (slug == null || slug.current() != null) && held.current() instanceof Document document
                    ? document.body()
                    : null;
        }
    }

    private @Nullable String idInMemory(String type, String slug, Selection selection) {
        return cache.current(slugKey(type, slug, selection), Published.class) instanceof Pointer(String id) ? id : null;
    }

    CompletableFuture<Reading<Published>> find(String type, String idOrSlug, Selection selection, Lookups lookups) {
        if (EntryId.isId(idOrSlug)) {
            return byId(new Target(type, idOrSlug), selection, lookups);
        }
        return bySlug(type, idOrSlug, selection, lookups)
                .thenCompose(found -> found.value() instanceof Pointer(String id)
                        ? byId(new Target(type, id), selection, lookups)
                                .thenApply(reading -> staleIf(found.stale(), reading))
                        : CompletableFuture.completedFuture(found));
    }

    private CompletableFuture<Reading<Published>> byId(Target target, Selection selection, Lookups lookups) {
        CacheKey key = key(target, selection);
        return cache.get(key, Published.class,
                () -> lookups.of(() -> load(target, key), Published::isAbsence));
    }

    /** For targets that are not from a client: nobody's lookups are limited. */
    public CompletableFuture<Reading<Published>> get(Target target, Selection selection) {
        CacheKey key = key(target, selection);
        return cache.get(key, Published.class, () -> load(target, key));
    }

    private CompletableFuture<Published> load(Target target, CacheKey key) {
        return store.published(key.name())
                .thenApply(frame -> Published.document(target, frame, () -> cache.weighAgain(key)));
    }

    private static CacheKey key(Target target, Selection selection) {
        return new CacheKey(selection.audience(), RedisKeys.document(target, selection.locale(), selection.view()));
    }

    /** Finds a {@link Pointer} or {@link Published.Moved}, not the {@link Document} it leads to. */
    public CompletableFuture<Reading<Published>> bySlug(String type, String slug, Selection selection,
            Lookups lookups) {
        // Anything else would only fill Redis' memory of what was asked for.
        if (!SlugFormat.isSlug(slug)) {
            return CompletableFuture.completedFuture(new Reading<>(Published.ABSENT, false));
        }
        CacheKey key = slugKey(type, slug, selection);
        return cache.get(key, Published.class,
                () -> lookups.of(() -> store.published(key.name()).thenApply(Published::pointer),
                        Published::isAbsence));
    }

    private static CacheKey slugKey(String type, String slug, Selection selection) {
        return new CacheKey(selection.audience(), RedisKeys.slug(type, selection.locale(), slug));
    }

    /**
     * Drops the cached documents even if Redis has already invalidated them, in case an invalidation was lost. Then waits
     * until all invalidations for these changes have arrived, including those of slugs and of views that were removed from
     * the model.
     */
    @Override
    public void changed(Changes changes) throws Exception {
        changes.documents().forEach(this::drop);
        var _ = store.barrier().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private void drop(DocumentChange change) {
        Stream.concat(Stream.of(PublishedModel.FULL), model.viewsOf(change.target().type()).stream()).distinct()
                .forEach(view -> cache.changed(RedisKeys.document(change.target(), change.locale(), view)));
        cache.changed(RedisKeys.presence(change.target()));
    }

    @Override
    public void resynchronize(Changes kept) {
        cache.expireAll();
    }

    private static Reading<Published> staleIf(boolean stale, Reading<Published> reading) {
        return stale ? new Reading<>(reading.value(), true) : reading;
    }
}
