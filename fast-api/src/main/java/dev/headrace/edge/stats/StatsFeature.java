package dev.headrace.edge.stats;

import dev.headrace.edge.documents.Presences;
import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.http.Routes;
import dev.headrace.edge.limit.MissLimit;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.tallies.Tallies;

/** The endpoints for the tallies of published documents. */
public final class StatsFeature implements Feature {

    private final LiveModel model;
    private final Presences presences;
    private final Tallies tallies;
    private final MissLimit misses;
    private final RepresentationSender sender;

    public StatsFeature(LiveModel model, Presences presences, Tallies tallies, MissLimit misses,
            RepresentationSender sender) {
        this.misses = misses;
        this.model = model;
        this.presences = presences;
        this.tallies = tallies;
        this.sender = sender;
    }

    @Override
    public void addRoutes(Routes api) {
        api.get("/v1/content/{type}/{idOrSlug}/stats",
                new GetStatsHandler(model, presences, tallies, misses, sender))
                .get("/v1/stats", new GetManyStatsHandler(model, presences, tallies, misses, sender));
    }
}
