package dev.headrace.edge.search;

import dev.headrace.edge.cache.CacheKey;
import dev.headrace.edge.cache.NearCache;
import dev.headrace.edge.cache.Reading;
import dev.headrace.edge.documents.Documents;
import dev.headrace.edge.documents.Published;
import dev.headrace.edge.documents.Published.Document;
import dev.headrace.edge.index.Filter;
import dev.headrace.edge.index.IndexQueries;
import dev.headrace.edge.index.IndexQuery;
import dev.headrace.edge.index.SearchHits;
import dev.headrace.edge.index.SearchHits.Hit;
import dev.headrace.edge.index.SearchPosition;
import dev.headrace.edge.index.SearchQuery;
import dev.headrace.edge.limit.MissLimit.Lookups;
import dev.headrace.edge.lists.FormerChoice;
import dev.headrace.edge.lists.Futures;
import dev.headrace.edge.lists.References;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.edge.search.SearchPage.Item;
import dev.headrace.edge.work.WorkerPool;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Searches published documents.
 *
 * <p>Pages are cached under a key that contains the generations of the indexes, so cached pages are never outdated.
 */
final class Searches {

    private final NearCache cache;
    private final TrackedStore store;
    private final Documents documents;
    private final References references;
    private final IndexQueries index;
    private final WorkerPool work;

    Searches(NearCache cache, TrackedStore store, Documents documents, IndexQueries index, WorkerPool work) {
        this.cache = cache;
        this.store = store;
        this.documents = documents;
        this.references = new References(documents);
        this.index = index;
        this.work = work;
    }

    /** @param lookups of slugs in filters */
    CompletableFuture<Reading<SearchPage>> page(SearchRequest request, Lookups lookups) {
        return request.hasReferences()
                ? references.resolve(request.filters(), request.selection(anyType(request)), lookups)
                        .thenCompose(filters -> resolvedPage(request, request.with(filters)))
                : resolvedPage(request, request.query());
    }

    private static String anyType(SearchRequest request) {
        return request.types().keySet().iterator().next();
    }

    private CompletableFuture<Reading<SearchPage>> resolvedPage(SearchRequest request, SearchQuery resolved) {
        CacheKey key = key(request, resolved);
        return cache.get(key, SearchPage.class, () -> load(request, resolved, key))
                .thenApply(page -> new Reading<>(page.value(),
                        page.stale() || page.value().stale() || !store.isCurrent() || index.areStale()));
    }

    private CacheKey key(SearchRequest request, SearchQuery resolved) {
        String generations = resolved.types().stream().map(type -> Long.toString(index.generation(type.index())))
                .collect(Collectors.joining(","));
        String ids = request.hasReferences() ? "\n\n\n\n\n\n" + resolved.canonical() : "";
        return new CacheKey(request.audience(), "search\n" + generations + "\n" + request.page() + ids);
    }

    private CompletableFuture<SearchPage> load(SearchRequest request, SearchQuery resolved, CacheKey key) {
        return documents.unchangedDuring(() -> work.submit(() -> {
            request.formerChoices().forEach(choice -> rejectIfUnused(choice, resolved));
            return index.search(resolved);
        }).thenCompose(hits -> page(request, hits, key)));
    }

    /** Rejects choices that no document has, because an empty result would hide the mistake. */
    private void rejectIfUnused(FormerChoice choice, SearchQuery resolved) {
        if (resolved.types().stream().noneMatch(type -> isUsed(choice.filter(), type))) {
            throw choice.rejected();
        }
    }

    private boolean isUsed(Filter choice, IndexQuery type) {
        List<Filter> inType = type.filters().stream().filter(filter -> filter.name().equals(choice.name())).limit(1)
                .map(filter -> filter.with(choice.values())).toList();
        return index.search(new IndexQuery(type.index(), inType, List.of(), type.order(), 1, null)).total() > 0;
    }

    private CompletableFuture<SearchPage> page(SearchRequest request, SearchHits found, CacheKey key) {
        List<CompletableFuture<Reading<Published>>> readings = new ArrayList<>(found.hits().size());
        store.batch(() -> found.hits().forEach(hit -> readings
                .add(documents.get(new Target(hit.type(), hit.id().toString()), request.selection(hit.type())))));
        return Futures.all(readings.stream()).thenApply(read -> page(request, found, read, key));
    }

    private SearchPage page(SearchRequest request, SearchHits found, List<Reading<Published>> readings, CacheKey key) {
        List<Item> items = new ArrayList<>(readings.size());
        boolean stale = false;
        for (int i = 0; i < readings.size(); i++) {
            stale |= readings.get(i).stale();
            // Omits documents that were unpublished concurrently.
            if (readings.get(i).value() instanceof Document document) {
                items.add(Item.of(shown(found.hits().get(i), request), document));
            }
        }
        SearchPosition next = found.next();
        return SearchPage.of(items, found.total(), found.facets(),
                next == null ? null : SearchCursor.write(next, request.search()), stale,
                () -> cache.weighAgain(key));
    }

    /** The index may still have texts of fields that the model does not name any more. */
    private static Hit shown(Hit hit, SearchRequest request) {
        PublishedModel.Search search = request.type(hit.type()).search();
        Map<String, List<String>> shown = new LinkedHashMap<>(hit.highlights());
        shown.keySet().retainAll(search == null ? List.of() : search.fields().keySet());
        return new Hit(hit.type(), hit.id(), hit.score(), shown);
    }
}
