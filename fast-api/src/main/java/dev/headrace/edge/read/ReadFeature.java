package dev.headrace.edge.read;

import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.Finding;
import dev.headrace.edge.feature.Metrics;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.http.Routes;
import dev.headrace.edge.redis.TrackedStore;
import java.util.ArrayList;
import java.util.List;

/** Documents and tallies by id and slug, and the near cache that they are served from. */
public final class ReadFeature implements Feature {

    private final TrackedStore store;
    private final RepresentationSender sender;
    private final NearCache cache;
    private final LiveModel model;
    private final Documents documents;
    private final Tallies tallies;

    public ReadFeature(TrackedStore store, CacheSettings settings, RepresentationSender sender) {
        this.store = store;
        this.sender = sender;
        this.cache = new NearCache(settings, System::nanoTime);
        this.model = new LiveModel(store);
        this.documents = new Documents(cache, store, model);
        this.tallies = new Tallies(cache, store);
    }

    public NearCache cache() {
        return cache;
    }

    public LiveModel model() {
        return model;
    }

    public Documents documents() {
        return documents;
    }

    public Tallies tallies() {
        return tallies;
    }

    @Override
    public void addRoutes(Routes api) {
        Presences presences = new Presences(cache, store, documents);
        api.get("/v1/content/{type}/{idOrSlug}", new GetDocumentHandler(model, documents, tallies, sender))
                .get("/v1/content/{type}/{idOrSlug}/stats", new GetStatsHandler(model, presences, tallies, sender))
                .get("/v1/stats", new GetManyStatsHandler(model, presences, tallies, sender));
    }

    @Override
    public void addMetrics(Metrics metrics) {
        metrics.counter("headrace_edge_near_cache_hits", "What was found in the near cache", cache::hits);
        metrics.counter("headrace_edge_near_cache_misses", "What was not found in the near cache", cache::misses);
        metrics.gauge("headrace_edge_near_cache_entries", "What the near cache holds", cache::size);
        metrics.gauge("headrace_edge_redis_up", "1 if Redis is connected", () -> store.isUp() ? 1 : 0);
        metrics.gauge("headrace_edge_model_unreadable", "1 if the published model cannot be read by this version",
                () -> model.isUnreadable() ? 1 : 0);
    }

    /**
     * That there is no model yet does not matter: the edge answers so. When Redis becomes unavailable later the edge stays
     * ready: it serves what it has in memory, and if every edge took itself out of service nobody would.
     */
    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (!model.isKnown()) {
            findings.add(Finding.obstacle("It is not known yet which model is published."));
        }
        if (model.isUnreadable()) {
            findings.add(Finding.note("The published model cannot be read by this version."));
        }
        return findings;
    }

    @Override
    public void start() {
        // The cache learns of a change before anybody who then asks it.
        store.add(cache);
        store.add(model);
        store.open();
    }
}
