package dev.headrace.edge.lists;

import dev.headrace.edge.cache.NearCache;
import dev.headrace.edge.documents.Documents;
import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.http.PreparedResponses;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.http.Routes;
import dev.headrace.edge.index.IndexQueries;
import dev.headrace.edge.limit.MissLimit;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.edge.tallies.Tallies;
import dev.headrace.edge.work.WorkerPool;

/** Lists of documents, filtered and sorted. */
public final class ListsFeature implements Feature {

    private final LiveModel model;
    private final Tallies tallies;
    private final MissLimit misses;
    private final RepresentationSender sender;
    private final PreparedResponses prepared;
    private final Lists lists;

    public ListsFeature(NearCache cache, TrackedStore store, LiveModel model, Documents documents, Tallies tallies,
            IndexQueries index, WorkerPool work, MissLimit misses,
            RepresentationSender sender, PreparedResponses prepared) {
        this.misses = misses;
        this.model = model;
        this.tallies = tallies;
        this.sender = sender;
        this.prepared = prepared;
        this.lists = new Lists(cache, store, documents, index, work);
    }

    @Override
    public void addRoutes(Routes api) {
        api.get(ListDocumentsHandler.ROUTE,
                new ListDocumentsHandler(model, new ListRequests(model), lists, tallies, misses, sender, prepared));
    }
}
