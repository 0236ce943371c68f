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
import dev.headrace.edge.follow.Position;
import dev.headrace.edge.limit.MissLimit.Lookups;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.overlay.ActiveOverlay;
import dev.headrace.edge.overlay.OverlayContents;
import dev.headrace.edge.redis.StoredFrame;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.EntryId;
import dev.headrace.model.Overlay;
import dev.headrace.model.OverlayChange;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.SlugFormat;
import dev.headrace.model.Target;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads published documents from the near cache or Redis. */
public final class Documents implements ChangeSubscriber {

    private static final long TIMEOUT_SECONDS = 2;

    private final NearCache cache;
    private final TrackedStore store;
    private final LiveModel model;
    private final ActiveOverlay overlays;

    public Documents(NearCache cache, TrackedStore store, LiveModel model, ActiveOverlay overlays) {
        this.cache = cache;
        this.store = store;
        this.model = model;
        this.overlays = overlays;
    }

    /** A cached document that is known to be current. */
    @Nullable
    Document inMemory(String type, String idOrSlug, Selection selection) {
        OverlayContents overlay = overlays.contents();
        String id = EntryId.isId(idOrSlug) ? idOrSlug : idInMemory(type, idOrSlug, selection, overlay);
        return id != null && cache.current(key(new Target(type, id), selection, overlay),
                Published.class) instanceof Document document ? document : null;
    }

    /** A document in the near cache, to be used again; null if it is not known to be current any more. */
    @Nullable
    Copy copy(String type, String idOrSlug, Selection selection, Document document) {
        long generation = overlays.generation();
        OverlayContents overlay = overlays.contents();
        Held held = cache.hold(key(document.target(), selection, overlay));
        if (held == null || !document.equals(held.current())) {
            return null;
        }
        if (EntryId.isId(idOrSlug)) {
            return new Copy(null, held, generation);
        }
        Held slug = cache.hold(slugKey(type, idOrSlug, selection, overlay));
        return slug != null && slug.current() instanceof Pointer(String id) && id.equals(document.target().id())
                ? new Copy(slug, held, generation)
                : null;
    }

    /** A document in the near cache. */
    final class Copy {

        private final @Nullable Held slug;
        private final Held held;
        private final long generation;

        /**
         * @param slug the slug that it was found by, if any
         * @param generation of the active overlay
         */
        private Copy(@Nullable Held slug, Held held, long generation) {
            this.slug = slug;
            this.held = held;
            this.generation = generation;
        }

        /** Its body; null if it is not known to be current any more. */
        @Nullable
        KeptBody body() {
            return overlays.generation() == generation && (slug == null || slug.current() != null)
                    && held.current() instanceof Document document
                            ? document.body()
                            : null;
        }
    }

    private @Nullable String idInMemory(String type, String slug, Selection selection,
            @Nullable OverlayContents overlay) {
        return cache.current(slugKey(type, slug, selection, overlay), Published.class) instanceof Pointer(String id)
                ? id
                : null;
    }

    CompletableFuture<Reading<Published>> find(String type, String idOrSlug, Selection selection, Lookups lookups) {
        // The slug and the document are read in the same state.
        OverlayContents overlay = overlays.contents();
        if (EntryId.isId(idOrSlug)) {
            return byId(new Target(type, idOrSlug), selection, overlay, lookups);
        }
        return bySlug(type, idOrSlug, selection, overlay, lookups)
                .thenCompose(found -> found.value() instanceof Pointer(String id)
                        ? byId(new Target(type, id), selection, overlay, lookups)
                                .thenApply(reading -> staleIf(found.stale(), reading))
                        : CompletableFuture.completedFuture(found));
    }

    private CompletableFuture<Reading<Published>> byId(Target target, Selection selection,
            @Nullable OverlayContents overlay, Lookups lookups) {
        CacheKey key = key(target, selection, overlay);
        return cache.get(key, Published.class,
                () -> lookups.of(() -> load(target, selection, key), Published::isAbsence));
    }

    /** For targets that are not from a client: nobody's lookups are limited. */
    public CompletableFuture<Reading<Published>> get(Target target, Selection selection) {
        CacheKey key = key(target, selection, overlays.contents());
        return cache.get(key, Published.class, () -> load(target, selection, key));
    }

    /** A result that was read from several documents, as {@link ActiveOverlay#unchangedDuring}. */
    public <T> CompletableFuture<T> unchangedDuring(Supplier<CompletableFuture<T>> read) {
        return overlays.unchangedDuring(read);
    }

    private CompletableFuture<Published> load(Target target, Selection selection, CacheKey key) {
        CompletableFuture<byte @Nullable []> frame = key.overlay().isEmpty()
                ? store.published(key.name())
                : store.newest(key.name(), new Overlay(key.overlay()).key(target.partition()),
                        Overlay.document(target, selection.locale(), selection.view()));
        return frame.thenApply(found -> Published.document(target, found, () -> cache.weighAgain(key)));
    }

    private static CacheKey key(Target target, Selection selection, @Nullable OverlayContents overlay) {
        String name = RedisKeys.document(target, selection.locale(), selection.view());
        return overlay != null && overlay.has(target, selection.locale())
                ? new CacheKey(selection.audience(), name, overlay.overlay().id())
                : new CacheKey(selection.audience(), name);
    }

    /** Finds a {@link Pointer} or {@link Published.Moved}, not the {@link Document} it leads to. */
    public CompletableFuture<Reading<Published>> bySlug(String type, String slug, Selection selection,
            Lookups lookups) {
        return bySlug(type, slug, selection, overlays.contents(), lookups);
    }

    private CompletableFuture<Reading<Published>> bySlug(String type, String slug, Selection selection,
            @Nullable OverlayContents overlay, Lookups lookups) {
        // Anything else would only fill Redis' memory of what was asked for.
        if (!SlugFormat.isSlug(slug)) {
            return CompletableFuture.completedFuture(new Reading<>(Published.ABSENT, false));
        }
        byte[] over = overlay == null ? null : overlay.slug(type, selection.locale(), slug);
        CacheKey key = slugKey(type, slug, selection, overlay);
        return cache.get(key, Published.class,
                () -> lookups.of(
                        () -> (over == null
                                ? store.published(key.name())
                                : store.get(key.name()).thenApply(live -> StoredFrame.newest(live, over)))
                                .thenApply(Published::pointer),
                        Published::isAbsence));
    }

    private static CacheKey slugKey(String type, String slug, Selection selection, @Nullable OverlayContents overlay) {
        String name = RedisKeys.slug(type, selection.locale(), slug);
        return overlay != null && overlay.slug(type, selection.locale(), slug) != null
                ? new CacheKey(selection.audience(), name, overlay.overlay().id())
                : new CacheKey(selection.audience(), name);
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

    /** What was live under the overlay has been replaced; all invalidations must have arrived before it is read again. */
    @Override
    public boolean changed(OverlayChange change, Position reached) throws Exception {
        var _ = store.barrier().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        return true;
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
