package dev.headrace.edge.live;

import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.Metrics;
import dev.headrace.edge.follow.ChangeSubscriber;
import dev.headrace.edge.http.ClientAddress;
import dev.headrace.edge.http.Routes;
import dev.headrace.edge.index.IndexQueries;
import dev.headrace.edge.index.Journal;
import dev.headrace.edge.limit.RateLimiter;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.overlay.ActiveOverlay;
import dev.headrace.edge.redis.Contents;
import dev.headrace.edge.redis.Frames;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Synchronization and change streams. */
public final class LiveFeature implements Feature {

    private static final int READERS = 2;

    private final LiveModel model;
    private final IndexQueries index;
    private final Journal journal;
    private final Contents contents;
    private final ClientAddress address;
    private final DocumentFrames frames;
    private final RecentChanges recent;
    private final Streams streams;
    private final StreamCounts counts = new StreamCounts();
    private final SyncSlots slots;
    private final RateLimiter syncs;
    private final Duration heartbeat;
    private final LiveChanges changes;
    /** Each stream and synchronization has at most one task, so their limits are also those of the queue. */
    private final ExecutorService reading = Executors.newFixedThreadPool(READERS,
            Thread.ofPlatform().name("live-", 0).daemon().factory());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("live-heartbeats").daemon().factory());

    /**
     * @param frames for synchronizations
     * @param stamps for changes, which must not wait for synchronizations
     */
    public LiveFeature(LiveModel model, IndexQueries index, Journal journal, Frames frames, Frames stamps,
            ActiveOverlay overlays, Contents contents, ClientAddress address, LiveSettings settings) {
        this.model = model;
        this.index = index;
        this.journal = journal;
        this.contents = contents;
        this.address = address;
        this.frames = new DocumentFrames(frames, overlays);
        this.recent = new RecentChanges(settings.maxBehind());
        this.streams = new Streams(settings.maxStreams());
        this.slots = new SyncSlots(settings.maxSyncs());
        this.syncs = new RateLimiter(settings.syncs(), System::nanoTime);
        this.heartbeat = settings.heartbeat();
        this.changes = new LiveChanges(overlays, recent, new DocumentFrames(stamps, overlays), streams);
    }

    /** Must be called after the subscriber of the index. */
    public ChangeSubscriber subscriber() {
        return changes;
    }

    @Override
    public void addRoutes(Routes api) {
        CatchUp catchUp = new CatchUp(recent, journal, frames, reading);
        api.get("/v1/sync",
                new SyncHandler(model, contents, recent, journal, index, frames, reading, address, syncs, slots))
                .get("/v1/changes", new ChangesHandler(model, recent, catchUp, streams, counts));
    }

    @Override
    public void addMetrics(Metrics metrics) {
        metrics.gauge("headrace_edge_change_streams", "Open change streams", streams::open);
        metrics.counter("headrace_edge_change_events_total", "Changes sent to clients", counts::events);
        metrics.counter("headrace_edge_change_resets_total", "Streams that could not be continued without a gap",
                counts::resets);
        metrics.counter("headrace_edge_change_streams_slow_total",
                "Clients disconnected because they were too many changes behind", counts::slow);
        metrics.gauge("headrace_edge_syncs", "Synchronizations that are running", slots::running);
    }

    @Override
    public void start() {
        var _ = timer.scheduleAtFixedRate(streams::beat, heartbeat.toMillis(), heartbeat.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void drain() {
        streams.drain();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        reading.shutdownNow();
    }
}
