package dev.headrace.edge.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The edge's connections to Redis, which reconnect automatically. */
public final class Redis implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_PENDING_COMMANDS = 50_000;
    private static final int THREADS = 2;

    private final ClientResources resources;
    private final RedisClient client;
    private final ScheduledExecutorService timer;
    private final TrackedStore tracked;
    private final Store store;
    private final ChangeStream changes;
    private final IndexRecords indexRecords;
    private final Frames frames;
    private final Frames stamps;
    private final OverlayFields overlays;

    /**
     * @param turn runs a task at the end of the calling thread's current turn; commands issued until then are sent in one
     *     batch
     */
    public Redis(RedisAddress address, Executor turn) {
        RedisURI uri = address.uri();
        uri.setTimeout(CONNECT_TIMEOUT);
        uri.setClientName("headrace-edge");
        resources = ClientResources.builder().ioThreadPoolSize(THREADS).computationThreadPoolSize(THREADS)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled()).build();
        client = RedisClient.create(resources);
        client.setOptions(options());
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("redis-links").daemon().factory());
        tracked = new TrackedStore(client, uri, timer, turn);
        store = new Store(client, uri, timer, turn);
        changes = new ChangeStream(client, uri, timer);
        indexRecords = new IndexRecords(client, uri, timer);
        frames = new Frames("frames", client, uri, timer);
        stamps = new Frames("stamps", client, uri, timer);
        overlays = new OverlayFields(client, uri, timer);
    }

    private static ClientOptions options() {
        // RedisLink reconnects.
        return ClientOptions.builder().autoReconnect(false).disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .protocolVersion(ProtocolVersion.RESP3).requestQueueSize(MAX_PENDING_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).keepAlive(true).build())
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .maintNotificationsConfig(MaintNotificationsConfig.disabled()).build();
    }

    public TrackedStore tracked() {
        return tracked;
    }

    public Store store() {
        return store;
    }

    public ChangeStream changes() {
        return changes;
    }

    public IndexRecords indexRecords() {
        return indexRecords;
    }

    public Frames frames() {
        return frames;
    }

    /** Like {@link #frames}, for readers that must not wait for those who read everything. */
    public Frames stamps() {
        return stamps;
    }

    public OverlayFields overlays() {
        return overlays;
    }

    @Override
    public void close() {
        overlays.close();
        frames.close();
        stamps.close();
        indexRecords.close();
        changes.close();
        tracked.close();
        store.close();
        timer.shutdownNow();
        client.shutdown(0, 1, TimeUnit.SECONDS);
        resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
}
