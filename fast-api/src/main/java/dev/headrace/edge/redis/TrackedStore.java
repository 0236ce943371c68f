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
 * Reads keys and is told when they change: Redis' own client tracking (RESP3).
 *
 * <p>Answers and messages about changes come on one connection, so that no message overtakes the answer that it invalidates.
 */
public final class TrackedStore implements AutoCloseable {

    private static final String INVALIDATE = "invalidate";

    private final RedisLink<byte[]> link;
    private final List<TrackingListener> listeners = new CopyOnWriteArrayList<>();

    TrackedStore(RedisClient client, RedisURI uri, ScheduledExecutorService timer, Executor turn) {
        link = new RedisLink<>("tracked", client, uri, RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), timer,
                turn, new Tracking());
    }

    /** Listeners are called in the order in which they were added. */
    public void add(TrackingListener listener) {
        listeners.add(listener);
    }

    /** Connects, and keeps connecting. Add the listeners before. */
    public void open() {
        link.open();
        link.watch();
    }

    /** Whether Redis is connected. */
    public boolean isUp() {
        return link.isUp();
    }

    public CompletableFuture<byte @Nullable []> get(String key) {
        return link.send(commands -> commands.get(key));
    }

    /** An absent hash is an empty one. */
    public CompletableFuture<Map<String, String>> hash(String key) {
        return link.send(commands -> commands.hgetall(key)).thenApply(TrackedStore::texts);
    }

    /** Sends all commands that are issued meanwhile in one batch; for threads that are not I/O threads. */
    public void together(Runnable commands) {
        link.together(commands);
    }

    /** Done once the listeners have been told of all changes that Redis knew of when it was called. */
    public CompletableFuture<?> barrier() {
        return link.send(commands -> commands.ping());
    }

    private static Map<String, String> texts(Map<String, byte[]> hash) {
        Map<String, String> texts = HashMap.newHashMap(hash.size());
        hash.forEach((field, value) -> texts.put(field, new String(value, UTF_8)));
        return texts;
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
