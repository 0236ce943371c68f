package dev.headrace.edge.lists;

import dev.headrace.edge.body.KeptBody;
import dev.headrace.edge.cache.CacheKey;
import dev.headrace.edge.cache.NearCache;
import dev.headrace.edge.cache.Held;
import dev.headrace.edge.cache.Reading;
import dev.headrace.edge.documents.Documents;
import dev.headrace.edge.documents.Published;
import dev.headrace.edge.documents.Published.Document;
import dev.headrace.edge.documents.Selection;
import dev.headrace.edge.index.Hits;
import dev.headrace.edge.index.IndexKey;
import dev.headrace.edge.index.IndexQueries;
import dev.headrace.edge.index.SortPosition;
import dev.headrace.edge.limit.MissLimit.Lookups;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.edge.work.WorkerPool;
import dev.headrace.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lists of published documents.
 *
 * <p>Whole pages are cached under a key that contains the generation of the index. The generation changes with every change
 * of a document of the type and locale, so cached pages are never outdated.
 */
final class Lists {

    private final NearCache cache;
    private final TrackedStore store;
    private final Documents documents;
    private final References references;
    private final IndexQueries index;
    private final WorkerPool work;

    Lists(NearCache cache, TrackedStore store, Documents documents, IndexQueries index, WorkerPool work) {
        this.cache = cache;
        this.store = store;
        this.documents = documents;
        this.references = new References(documents);
        this.index = index;
        this.work = work;
    }

    /** A cached page that is known to be current; null if the filters must be checked or resolved first. */
    @Nullable
    ListPage inMemory(ListRequest request) {
        return request.hasReferences() || request.hasFormerChoices() || index.areStale()
                ? null
                : cache.current(key(request), ListPage.class);
    }

    /** A page in memory, to be used again; null if it is not known to be current any more. */
    @Nullable
    Copy copy(ListRequest request, ListPage page) {
        IndexKey list = request.query().index();
        long generation = index.generation(list);
        // The key contains the generation, too.
        Held held = cache.hold(key(request));
        return held != null && page.equals(held.current()) ? new Copy(list, generation, held) : null;
    }

    /** A page in the near cache. */
    final class Copy {

        private final IndexKey list;
        private final long generation;
        private final Held held;

        private Copy(IndexKey list, long generation, Held held) {
            this.list = list;
            this.generation = generation;
            this.held = held;
        }

        /** Its body; null if it is not known to be current any more. */
        @Nullable
        KeptBody body() {
            return !index.areStale() && index.generation(list) == generation && held.current() instanceof ListPage page
                    ? page.body()
                    : null;
        }
    }

    /** @param lookups of slugs in filters */
    CompletableFuture<Reading<ListPage>> page(ListRequest request, Lookups lookups) {
        return request.hasFormerChoices()
                ? work.submit(() -> withUsedChoices(request)).thenCompose(checked -> checkedPage(checked, lookups))
                : checkedPage(request, lookups);
    }

    /** Rejects choices that no document of the list has, because an empty list would hide the mistake. */
    private ListRequest withUsedChoices(ListRequest request) {
        for (FormerChoice choice : request.formerChoices()) {
            if (index.search(choice.documents(request.query())).total() == 0) {
                throw choice.rejected();
            }
        }
        return request;
    }

    private CompletableFuture<Reading<ListPage>> checkedPage(ListRequest request, Lookups lookups) {
        return request.hasReferences()
                ? references.resolve(request.query().filters(), request.selection(), lookups)
                        .thenCompose(filters -> resolvedPage(request.with(filters)))
                : resolvedPage(request);
    }

    private CompletableFuture<Reading<ListPage>> resolvedPage(ListRequest request) {
        return cache.get(key(request), ListPage.class, () -> load(request))
                .thenApply(page -> new Reading<>(page.value(),
                        page.stale() || page.value().stale() || !store.isCurrent() || index.areStale()));
    }

    private CacheKey key(ListRequest request) {
        return new CacheKey(request.selection().audience(),
                "page\n" + index.generation(request.query().index()) + "\n" + request.page());
    }

    private CompletableFuture<ListPage> load(ListRequest request) {
        return documents.unchangedDuring(() -> work.submit(() -> index.search(request.query()))
                .thenCompose(hits -> page(request, hits)));
    }

    private CompletableFuture<ListPage> page(ListRequest request, Hits hits) {
        List<CompletableFuture<Reading<Published>>> readings = new ArrayList<>(hits.ids().size());
        store.batch(() -> {
            for (UUID id : hits.ids()) {
                readings.add(documents.get(new Target(request.query().index().type(), id.toString()),
                        request.selection()));
            }
        });
        return Futures.all(readings.stream()).thenApply(found -> page(request, hits, found));
    }

    private ListPage page(ListRequest request, Hits hits, List<Reading<Published>> readings) {
        List<Document> found = new ArrayList<>(readings.size());
        boolean stale = false;
        for (Reading<Published> reading : readings) {
            stale |= reading.stale();
            // Omits documents that were unpublished concurrently.
            if (reading.value() instanceof Document document) {
                found.add(document);
            }
        }
        SortPosition next = hits.next();
        return ListPage.of(found, hits.total(), next == null ? null : Cursor.write(next, request.list()), stale,
                () -> cache.weighAgain(key(request)));
    }
}
