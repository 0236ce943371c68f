package dev.headrace.edge.search;

import dev.headrace.edge.cache.NearCache;
import dev.headrace.edge.documents.Documents;
import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.http.Routes;
import dev.headrace.edge.index.IndexQueries;
import dev.headrace.edge.limit.MissLimit;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.edge.tallies.Tallies;
import dev.headrace.edge.work.WorkerPool;

/** Searches of documents by their texts. */
public final class SearchFeature implements Feature {

    private final SearchHandler handler;

    public SearchFeature(NearCache cache, TrackedStore store, LiveModel model, Documents documents, Tallies tallies,
            IndexQueries index, WorkerPool work, MissLimit misses, RepresentationSender sender) {
        this.handler = new SearchHandler(model, new Searches(cache, store, documents, index, work), tallies, misses,
                sender);
    }

    @Override
    public void addRoutes(Routes api) {
        api.get(SearchHandler.ROUTE, handler);
    }
}
