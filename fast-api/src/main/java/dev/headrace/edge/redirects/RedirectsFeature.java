package dev.headrace.edge.redirects;

import dev.headrace.edge.cache.NearCache;
import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.http.Routes;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.edge.work.WorkerPool;

/** The table of redirects. */
public final class RedirectsFeature implements Feature {

    private final GetRedirectsHandler redirects;

    public RedirectsFeature(NearCache cache, TrackedStore store, WorkerPool work, RepresentationSender sender) {
        redirects = new GetRedirectsHandler(cache, store, work, sender);
    }

    @Override
    public void addRoutes(Routes api) {
        api.get("/v1/redirects", redirects);
    }
}
