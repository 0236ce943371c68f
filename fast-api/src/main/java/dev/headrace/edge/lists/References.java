package dev.headrace.edge.lists;

import dev.headrace.edge.documents.Documents;
import dev.headrace.edge.documents.Published.Pointer;
import dev.headrace.edge.documents.Selection;
import dev.headrace.edge.index.Filter;
import dev.headrace.edge.limit.MissLimit.Lookups;
import dev.headrace.model.EntryId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Replaces the slugs of referenced documents in filters by ids. */
public final class References {

    private final Documents documents;

    public References(Documents documents) {
        this.documents = documents;
    }

    public CompletableFuture<List<Filter>> resolve(List<Filter> filters, Selection selection, Lookups lookups) {
        return Futures.all(filters.stream().map(filter -> resolve(filter, selection, lookups)));
    }

    private CompletableFuture<Filter> resolve(Filter filter, Selection selection, Lookups lookups) {
        return filter.isReference()
                ? Futures
                        .all(filter.values().stream()
                                .map(value -> idOf(value, selection, filter.field().to(), lookups)))
                        .thenApply(filter::with)
                : CompletableFuture.completedFuture(filter);
    }

    /** An unknown slug is returned unchanged; no document has it as a value. */
    private CompletableFuture<String> idOf(String idOrSlug, Selection selection, List<String> types,
            Lookups lookups) {
        if (EntryId.isId(idOrSlug) || types.isEmpty()) {
            return CompletableFuture.completedFuture(idOrSlug);
        }
        return documents.bySlug(types.getFirst(), idOrSlug, selection, lookups)
                .thenCompose(found -> found.value() instanceof Pointer(String id)
                        ? CompletableFuture.completedFuture(id)
                        : idOf(idOrSlug, selection, types.subList(1, types.size()), lookups));
    }
}
