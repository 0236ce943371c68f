package dev.headrace.edge.redirects;

import dev.headrace.edge.cache.NearCache;
import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.http.Routes;
import dev.headrace.edge.redis.TrackedStore;

/** The table of redirects. */
public final class RedirectsFeature implements Feature {

    private final GetRedirectsHandler redirects;

    public RedirectsFeature(NearCache cache, TrackedStore store, RepresentationSender sender) {
        redirects = new GetRedirectsHandler(cache, store, sender);
    }

    @Override
    public void addRoutes(Routes api) {
        api.get("/v1/redirects", redirects);
    }
}
