package dev.headrace.edge.documents;

import dev.headrace.edge.cache.NearCache;
import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.http.PreparedResponses;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.http.Routes;
import dev.headrace.edge.limit.MissLimit;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.overlay.ActiveOverlay;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.edge.tallies.Tallies;

/** Documents by id and slug. */
public final class DocumentsFeature implements Feature {

    private final LiveModel model;
    private final Tallies tallies;
    private final MissLimit misses;
    private final RepresentationSender sender;
    private final PreparedResponses prepared;
    private final Documents documents;
    private final Presences presences;

    public DocumentsFeature(NearCache cache, TrackedStore store, LiveModel model, Tallies tallies,
            MissLimit misses, RepresentationSender sender, PreparedResponses prepared, ActiveOverlay overlays) {
        this.misses = misses;
        this.model = model;
        this.tallies = tallies;
        this.sender = sender;
        this.prepared = prepared;
        this.documents = new Documents(cache, store, model, overlays);
        this.presences = new Presences(cache, store, documents);
    }

    public Documents documents() {
        return documents;
    }

    public Presences presences() {
        return presences;
    }

    @Override
    public void addRoutes(Routes api) {
        api.get(GetDocumentHandler.ROUTE,
                new GetDocumentHandler(model, documents, tallies, misses, sender, prepared));
    }
}
