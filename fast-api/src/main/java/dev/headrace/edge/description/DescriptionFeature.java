package dev.headrace.edge.description;

import dev.headrace.edge.cache.NearCache;
import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.http.Routes;
import dev.headrace.edge.redis.TrackedStore;

/** The OpenAPI description of the edge's API. */
public final class DescriptionFeature implements Feature {

    private final GetDescriptionHandler description;

    public DescriptionFeature(NearCache cache, TrackedStore store, RepresentationSender sender) {
        description = new GetDescriptionHandler(cache, store, sender);
    }

    @Override
    public void addRoutes(Routes api) {
        api.get("/v1/openapi.json", description);
    }
}
