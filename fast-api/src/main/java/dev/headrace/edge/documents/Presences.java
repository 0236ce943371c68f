package dev.headrace.edge.documents;

import dev.headrace.edge.cache.CacheKey;
import dev.headrace.edge.cache.Cached;
import dev.headrace.edge.cache.NearCache;
import dev.headrace.edge.cache.Reading;
import dev.headrace.edge.documents.Published.Pointer;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.limit.MissLimit.Lookups;
import dev.headrace.edge.redis.StoredFrame;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.model.EntryId;
import dev.headrace.model.Frame;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Whether entries are published in any locale. */
public final class Presences {

    /** @param type of the entry; empty if it is not published */
    private record Presence(String type) implements Cached {

        static Presence of(byte @Nullable [] bytes) {
            Frame frame = StoredFrame.decode(bytes);
            return new Presence(frame != null && frame.kind() == Frame.Kind.DOCUMENT
                    ? new String(frame.body(), StandardCharsets.UTF_8)
                    : "");
        }

        @Override
        public int weight() {
            return type.length();
        }

        @Override
        public boolean isAbsence() {
            return type.isEmpty();
        }
    }

    private final NearCache cache;
    private final TrackedStore store;
    private final Documents documents;

    Presences(NearCache cache, TrackedStore store, Documents documents) {
        this.cache = cache;
        this.store = store;
        this.documents = documents;
    }

    public CompletableFuture<Reading<Boolean>> isPresent(Target target, Lookups lookups) {
        String key = RedisKeys.presence(target);
        return cache.get(CacheKey.shared(key), Presence.class,
                () -> lookups.of(() -> store.published(key).thenApply(Presence::of), Presence::isAbsence))
                .thenApply(found -> new Reading<>(found.value().type.equals(target.type()), found.stale()));
    }

    /**
     * The published entry with an id or a slug; fails with 404 if there is none.
     *
     * @param selection contains the locale of the slug
     */
    public CompletableFuture<Reading<Target>> find(String type, String idOrSlug, Selection selection,
            Lookups lookups) {
        if (EntryId.isId(idOrSlug)) {
            Target target = new Target(type, idOrSlug);
            return isPresent(target, lookups).thenApply(present -> new Reading<>(targetOrNotFound(target, present),
                    present.stale()));
        }
        return documents.bySlug(type, idOrSlug, selection, lookups).thenCompose(found -> {
            if (found.value() instanceof Pointer(String id)) {
                return find(type, id, selection, lookups);
            }
            throw notFound();
        });
    }

    private static Target targetOrNotFound(Target target, Reading<Boolean> present) {
        if (!present.value()) {
            throw notFound();
        }
        return target;
    }

    static ProblemException notFound() {
        return new ProblemException(Problem.notFound("This document does not exist or is not published."));
    }
}
