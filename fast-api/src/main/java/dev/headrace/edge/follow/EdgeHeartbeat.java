package dev.headrace.edge.follow;

import dev.headrace.edge.redis.RedisUnavailableException;
import dev.headrace.edge.redis.Store;
import dev.headrace.model.Heartbeat;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.StreamPosition;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This edge's heartbeat: its entry in {@link RedisKeys#EDGES}, which publish receipts wait for. */
final class EdgeHeartbeat {

    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(EdgeHeartbeat.class);
    private static final Duration REPETITION = Duration.ofSeconds(1);
    private static final Duration MAX_SILENCE = Duration.ofHours(1);

    private final Store store;
    private final String edge;

    /** @param edge this edge's name */
    EdgeHeartbeat(Store store, String edge) {
        this.store = store;
        this.edge = edge;
    }

    /** Redis time, because clocks of edges and cores may differ; milliseconds since 1970. */
    long now() throws InterruptedException, ExecutionException, TimeoutException {
        return await(store.epochMillis());
    }

    /** Writes this edge's position and publishes it to waiting cores. */
    void write(Position position, long now) throws InterruptedException, ExecutionException, TimeoutException {
        Heartbeat heartbeat = new Heartbeat(StreamPosition.parse(position.entry()), now);
        await(store.putField(RedisKeys.EDGES, edge, heartbeat.format()));
        await(store.publish(RedisKeys.SEEN, new Heartbeat.Message(edge, heartbeat).format()));
    }

    /** Writes that are repeated until it is closed. */
    interface Repetition extends AutoCloseable {
        @Override
        void close();
    }

    /** Repeats the last position while this edge is busy, so that cores do not take it for dead. */
    Repetition repeat(Supplier<@Nullable Position> last) {
        Thread thread = Thread.ofVirtual().name("follower-heartbeat").start(() -> {
            try {
                while (true) {
                    Thread.sleep(REPETITION);
                    Position position = last.get();
                    if (position != null) {
                        write(position, now());
                    }
                }
            } catch (InterruptedException e) {
                // closed
            } catch (ExecutionException | TimeoutException | RedisUnavailableException e) {
                LOG.debug("Redis is unavailable; the follower will notice", e);
            }
        });
        return thread::interrupt;
    }

    /** Removes the entries of dead edges, so that no receipt waits for them. */
    void removeDeadEdges(long now) throws InterruptedException, ExecutionException, TimeoutException {
        long oldest = now - MAX_SILENCE.toMillis();
        for (Map.Entry<String, String> note : await(store.fields(RedisKeys.EDGES)).entrySet()) {
            if (Heartbeat.parse(note.getValue()).map(Heartbeat::writtenAt).orElse(0L) < oldest) {
                await(store.removeField(RedisKeys.EDGES, note.getKey()));
            }
        }
    }

    /** Removes this edge's entry, so that no receipt waits for it. */
    void remove() throws InterruptedException {
        try {
            await(store.removeField(RedisKeys.EDGES, edge));
        } catch (ExecutionException | TimeoutException | RedisUnavailableException e) {
            LOG.warn("Cannot remove this edge from the list of edges: {}", e.getMessage());
        }
    }

    static <T> T await(CompletableFuture<T> result)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return result.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RedisUnavailableException unavailable) {
                throw unavailable;
            }
            throw e;
        }
    }
}
