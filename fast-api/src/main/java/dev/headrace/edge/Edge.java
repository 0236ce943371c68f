package dev.headrace.edge;

import dev.headrace.edge.auth.Authenticator;
import dev.headrace.edge.health.EdgeMetrics;
import dev.headrace.edge.health.Health;
import dev.headrace.edge.health.HealthHandler;
import dev.headrace.edge.health.MetricsHandler;
import dev.headrace.edge.health.Readiness;
import dev.headrace.edge.http.ClientAddress;
import dev.headrace.edge.http.HttpServer;
import dev.headrace.edge.http.LoopTurn;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.http.RequestMetrics;
import dev.headrace.edge.http.Routes;
import dev.headrace.edge.interact.Admission;
import dev.headrace.edge.interact.CountViewHandler;
import dev.headrace.edge.interact.GetReceiptHandler;
import dev.headrace.edge.interact.Reactions;
import dev.headrace.edge.interact.SetReactionHandler;
import dev.headrace.edge.interact.Views;
import dev.headrace.edge.limit.RateLimiter;
import dev.headrace.edge.live.ChangeFeed;
import dev.headrace.edge.live.ClockDrift;
import dev.headrace.edge.queue.Shipper;
import dev.headrace.edge.queue.SqsQueue;
import dev.headrace.edge.queue.Sweeper;
import dev.headrace.edge.read.Documents;
import dev.headrace.edge.read.GetDocumentHandler;
import dev.headrace.edge.read.GetManyStatsHandler;
import dev.headrace.edge.read.GetStatsHandler;
import dev.headrace.edge.read.ListDocumentsHandler;
import dev.headrace.edge.read.Lists;
import dev.headrace.edge.read.LiveModel;
import dev.headrace.edge.read.NearCache;
import dev.headrace.edge.read.Tallies;
import dev.headrace.edge.redis.Redis;
import dev.headrace.edge.redis.Store;
import dev.headrace.edge.redis.TrackedStore;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;

/** One edge, composed of its parts. */
final class Edge implements AutoCloseable {

    private final Readiness readiness;
    private final Redis redis;
    private final Authenticator authenticator;
    private final SqsQueue queue;
    private final Shipper shipper;
    private final Sweeper sweeper;
    private final Views views;
    private final ChangeFeed feed;
    private final HttpServer server;

    /** Starts at once; everything that is away is waited for in the background. */
    Edge(Settings settings, Clock clock) {
        PrometheusRegistry registry = new PrometheusRegistry();

        redis = new Redis(settings.redis(), new LoopTurn());
        TrackedStore tracked = redis.tracked();
        Store store = redis.store();
        NearCache cache = new NearCache(settings.cache(), System::nanoTime);
        LiveModel model = new LiveModel(tracked);
        Documents documents = new Documents(cache, tracked, model);
        Tallies tallies = new Tallies(cache, tracked);
        Lists lists = new Lists(cache, tracked, store, documents, settings.lists());
        ClientAddress address = new ClientAddress(settings.http().proxies());
        RepresentationSender sender = new RepresentationSender(settings.http().cacheControl());

        queue = new SqsQueue(settings.queue());
        shipper = new Shipper(queue, store, settings.queue());
        sweeper = new Sweeper(queue, store, settings.name());
        authenticator = new Authenticator(settings.jwt(), clock);
        Admission admission = new Admission(authenticator,
                new RateLimiter(settings.interactions().userRate(), System::nanoTime),
                new RateLimiter(settings.interactions().addressRate(), System::nanoTime));
        Reactions reactions = new Reactions(store, shipper, tallies, settings.interactions(), clock);
        views = new Views(store, shipper, tallies, settings.interactions(), clock);
        ClockDrift drift = new ClockDrift(clock);
        feed = new ChangeFeed(redis.changes(), tracked, store, documents, settings.name(), drift);
        EdgeMetrics.register(registry, cache, tracked, shipper, model, drift);

        var setReaction = new SetReactionHandler(model, admission, address, reactions, clock);
        Routes api = new Routes()
                .get("/v1/content/{type}", new ListDocumentsHandler(model, lists, tallies, address, sender))
                .get("/v1/content/{type}/{idOrSlug}", new GetDocumentHandler(model, documents, tallies, sender))
                .get("/v1/content/{type}/{idOrSlug}/stats", new GetStatsHandler(model, documents, tallies, sender))
                .get("/v1/stats", new GetManyStatsHandler(model, documents, tallies, sender))
                .post("/v1/content/{type}/{id}/views", new CountViewHandler(model, admission, address, views))
                .put("/v1/content/{type}/{id}/reactions/{reaction}", setReaction)
                .delete("/v1/content/{type}/{id}/reactions/{reaction}", setReaction)
                .get("/v1/receipts/{eventId}", new GetReceiptHandler(store));
        readiness = new Readiness(model, drift);
        Routes management = new Routes()
                .get("/healthz", new HealthHandler(() -> Health.UP))
                .get("/readyz", new HealthHandler(readiness::health))
                .get("/metrics", new MetricsHandler(registry));
        server = new HttpServer(settings.http(), api, management, new RequestMetrics(registry));

        // The cache hears of a change before anybody who then asks it.
        tracked.add(cache);
        tracked.add(model);
        tracked.open();
        feed.start();
        server.start();
    }

    int port() {
        return server.port();
    }

    int managementPort() {
        return server.managementPort();
    }

    /** Stops in the order in which requests flow, so that what was accepted is finished. */
    @Override
    public void close() {
        readiness.stop();
        server.drain();
        views.close();
        shipper.close();
        sweeper.close();
        feed.close();
        server.stop();
        queue.close();
        authenticator.close();
        redis.close();
    }
}
