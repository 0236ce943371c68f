package dev.headrace.edge;

import dev.headrace.edge.auth.Authenticator;
import dev.headrace.edge.body.BodyForms;
import dev.headrace.edge.cache.CacheFeature;
import dev.headrace.edge.connection.Connections;
import dev.headrace.edge.description.DescriptionFeature;
import dev.headrace.edge.documents.DocumentsFeature;
import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.Metrics;
import dev.headrace.edge.follow.ClockDrift;
import dev.headrace.edge.follow.FollowFeature;
import dev.headrace.edge.follow.Follower;
import dev.headrace.edge.health.ConnectionsFeature;
import dev.headrace.edge.health.Health;
import dev.headrace.edge.health.HealthHandler;
import dev.headrace.edge.health.MetricsHandler;
import dev.headrace.edge.health.Readiness;
import dev.headrace.edge.http.ClientAddress;
import dev.headrace.edge.http.HttpServer;
import dev.headrace.edge.http.HttpSettings;
import dev.headrace.edge.http.EventLoopTurn;
import dev.headrace.edge.http.PreparedResponses;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.http.RequestMetrics;
import dev.headrace.edge.http.Routes;
import dev.headrace.edge.index.IndexFeature;
import dev.headrace.edge.interact.InteractFeature;
import dev.headrace.edge.interact.InteractionKind;
import dev.headrace.edge.interact.InteractionKinds;
import dev.headrace.edge.limit.MissLimit;
import dev.headrace.edge.lists.ListsFeature;
import dev.headrace.edge.live.LiveFeature;
import dev.headrace.edge.model.ModelFeature;
import dev.headrace.edge.queue.QueueFeature;
import dev.headrace.edge.overlay.ActiveOverlay;
import dev.headrace.edge.overlay.OverlaySource;
import dev.headrace.edge.redirects.RedirectsFeature;
import dev.headrace.edge.redis.Redis;
import dev.headrace.edge.search.SearchFeature;
import dev.headrace.edge.stats.StatsFeature;
import dev.headrace.edge.tallies.Tallies;
import dev.headrace.edge.work.WorkerPool;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.List;

/** One edge, composed of its features. */
final class Edge implements AutoCloseable {

    /** Heads of responses may use this part of the size of the near cache in addition to it. */
    private static final int HEADS = 4;

    private final Redis redis;
    private final BodyForms forms;
    private final List<Feature> features;
    private final Readiness readiness;
    private final HttpServer server;

    /** Starts without waiting for Redis or the queue: unavailable services are retried in the background. */
    Edge(Settings settings, Clock clock) {
        List<InteractionKind> kinds = InteractionKinds.load();
        redis = new Redis(settings.redis(), new EventLoopTurn());
        Authenticator authenticator = new Authenticator(settings.jwt(), clock);
        WorkerPool work = new WorkerPool("work", settings.work());
        Connections connections = new Connections(settings.http().admitted());
        ClientAddress address = new ClientAddress(settings.http().proxies());
        MissLimit misses = new MissLimit(address, settings.misses(), System::nanoTime);
        PrometheusRegistry registry = new PrometheusRegistry();
        RequestMetrics requests = new RequestMetrics(registry);
        forms = new BodyForms();
        PreparedResponses prepared = new PreparedResponses(settings.cache().bytes() / HEADS, forms, requests);
        RepresentationSender sender = new RepresentationSender(settings.http().cacheControl(), clock, forms);
        ClockDrift drift = new ClockDrift(clock);

        CacheFeature cache = new CacheFeature(redis.tracked(), settings.cache());
        ModelFeature model = new ModelFeature(redis.tracked(), sender);
        Tallies tallies = new Tallies(cache.cache(), redis.tracked(), InteractionKinds.tallyParts(kinds));
        ActiveOverlay overlays = new ActiveOverlay(cache.cache()::overlay);
        DocumentsFeature documents = new DocumentsFeature(cache.cache(), redis.tracked(), model.model(), tallies,
                misses, sender, prepared, overlays);
        StatsFeature stats = new StatsFeature(model.model(), documents.presences(), tallies, misses, sender);
        IndexFeature index = new IndexFeature(redis.indexRecords(), new OverlaySource(redis.overlays()), overlays,
                redis.tracked().contents(), model.model(), settings.index());
        ListsFeature lists = new ListsFeature(cache.cache(), redis.tracked(), model.model(), documents.documents(),
                tallies, index.queries(), work, misses, sender, prepared);
        SearchFeature search = new SearchFeature(cache.cache(), redis.tracked(), model.model(), documents.documents(),
                tallies, index.queries(), work, misses, sender);
        RedirectsFeature redirects = new RedirectsFeature(cache.cache(), redis.tracked(), work, sender);
        DescriptionFeature description = new DescriptionFeature(cache.cache(), redis.tracked(), sender);
        LiveFeature live = new LiveFeature(model.model(), index.queries(), index.journal(), redis.frames(),
                redis.stamps(), overlays, redis.tracked().contents(), address, settings.live());
        FollowFeature follow = new FollowFeature(new Follower(redis.changes(), redis.store(), settings.name(), drift,
                List.of(documents.documents(), index.subscriber(), live.subscriber())), drift);
        QueueFeature queue = new QueueFeature(redis.store(), settings.queue(), settings.name());
        InteractFeature interact = new InteractFeature(kinds, model.model(), tallies, redis.store(),
                redis.tracked().contents(), queue.shipper(), authenticator, address, settings.interactions(), clock);
        // The cache must be invalidated before other listeners read from it.
        features = List.of(cache, authenticator, model, documents, stats, index, lists, search, redirects,
                description, live, follow, queue, interact, new ConnectionsFeature(connections), work);
        readiness = new Readiness(features);

        server = server(settings.http(), connections, registry, requests, prepared);

        features.forEach(Feature::start);
        redis.tracked().open();
        server.start();
    }

    private HttpServer server(HttpSettings settings, Connections connections, PrometheusRegistry registry,
            RequestMetrics requests, PreparedResponses prepared) {
        Metrics metrics = new Metrics(registry);
        Routes api = new Routes();
        features.forEach(feature -> {
            feature.addRoutes(api);
            feature.addMetrics(metrics);
        });
        Routes management = new Routes().get("/healthz", new HealthHandler(() -> Health.UP))
                .get("/readyz", new HealthHandler(readiness::health)).get("/metrics", new MetricsHandler(registry));
        return new HttpServer(settings, connections, api, management, requests, prepared);
    }

    int port() {
        return server.port();
    }

    int managementPort() {
        return server.managementPort();
    }

    /** Stops in the order of the request flow, so that accepted requests are completed. */
    @Override
    public void close() {
        readiness.stop();
        server.drain(() -> features.forEach(Feature::drain));
        features.reversed().forEach(Feature::close);
        server.stop();
        forms.close();
        redis.close();
    }
}
