package dev.headrace.edge.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys with Redis client tracking (RESP3), which reports when they change.
 *
 * <p>Replies and invalidations share one connection, so that no invalidation overtakes the reply that it invalidates.
 */
public final class TrackedStore implements AutoCloseable {

    private static final String INVALIDATE = "invalidate";

    private final RedisLink<byte[]> link;
    private final List<TrackingListener> listeners = new CopyOnWriteArrayList<>();
    private final Contents contents = new Contents(this);

    TrackedStore(RedisClient client, RedisURI uri, ScheduledExecutorService timer, Executor turn) {
        link = new RedisLink<>("tracked", client, uri, RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), timer,
                turn, new Tracking());
        // Before those that read again when they are notified.
        listeners.add(contents);
    }

    /** Listeners are called in the order in which they were added, after {@link #contents}. */
    public void add(TrackingListener listener) {
        listeners.add(listener);
    }

    /** Connects, and reconnects when needed. Add all listeners first. */
    public void open() {
        link.open();
        link.watch();
    }

    /** Whether Redis is connected. */
    public boolean isUp() {
        return link.isUp();
    }

    /** Whether what is read is up to date: Redis is connected and has everything that is published. */
    public boolean isCurrent() {
        return isUp() && contents.areComplete();
    }

    /** Whether Redis has everything that is published. */
    public Contents contents() {
        return contents;
    }

    /**
     * What the core has written for readers; null if there is nothing. Fails if it may only not be there
     * yet.
     */
    public CompletableFuture<byte @Nullable []> published(String key) {
        return get(key).thenApply(value -> {
            if (value == null && !contents.areComplete()) {
                throw RedisUnavailableException.notRestored(key);
            }
            return value;
        });
    }

    public CompletableFuture<byte @Nullable []> get(String key) {
        return link.send(commands -> commands.get(key));
    }

    /** The newer of a frame and a field of an overlay; of equal versions, the overlay's. */
    public CompletableFuture<byte @Nullable []> newest(String key, String overlayKey, String field) {
        // The overlay's first: it is deleted after its frames have become live.
        return link.send(commands -> commands.hget(overlayKey, field)).thenCombine(
                link.send(commands -> commands.get(key)), (over, live) -> StoredFrame.newest(live, over));
    }

    /** Empty if the hash is absent. */
    public CompletableFuture<Map<String, String>> hash(String key) {
        return link.send(commands -> commands.hgetall(key)).thenApply(TrackedStore::strings);
    }

    /** Sends all commands that are issued by a task in one batch; for threads other than I/O threads. */
    public void batch(Runnable commands) {
        link.batch(commands);
    }

    /** Completes once the listeners have received all invalidations sent before the call. */
    public CompletableFuture<?> barrier() {
        return link.send(commands -> commands.ping());
    }

    private static Map<String, String> strings(Map<String, byte[]> hash) {
        Map<String, String> strings = HashMap.newHashMap(hash.size());
        hash.forEach((field, value) -> strings.put(field, new String(value, UTF_8)));
        return strings;
    }

    private void notifyListeners(Consumer<TrackingListener> message) {
        listeners.forEach(message);
    }

    private final class Tracking implements RedisLink.Owner<byte[]> {

        @Override
        public CompletionStage<?> prepare(StatefulRedisConnection<String, byte[]> connection) {
            connection.addListener(this::receive);
            return connection.async().clientTracking(TrackingArgs.Builder.enabled());
        }

        @Override
        public void up() {
            notifyListeners(TrackingListener::trackingBegan);
        }

        @Override
        public void down() {
            notifyListeners(TrackingListener::trackingEnded);
        }

        private void receive(PushMessage message) {
            if (!message.getType().equals(INVALIDATE)) {
                return;
            }
            if (message.getContent(StringCodec.UTF8::decodeKey).get(1) instanceof List<?> keys) {
                keys.forEach(key -> notifyListeners(listener -> listener.changed((String) key)));
            } else {
                notifyListeners(TrackingListener::allChanged);
            }
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
