package dev.headrace.edge.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.RedisCodec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to Redis that is replaced whenever it is lost.
 *
 * <p>Commands fail immediately while there is no connection, and pending ones fail when it is lost: nothing is queued or
 * resent transparently. A connection that stops responding is dropped within two heartbeats. So is a connection to a server
 * that is loading its data, is a read-only replica, or has lost its master.
 */
final class RedisLink<V> implements AutoCloseable {

    /** Prepares new connections and is notified of state changes. All methods must be fast. */
    interface Owner<V> {

        /** Prepares a connection; no other command is sent before this completes. */
        CompletionStage<?> prepare(StatefulRedisConnection<String, V> connection);

        /** Commands can be sent from now on. */
        void up();

        /** Commands can no longer be sent. */
        void down();
    }

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final long HEARTBEAT_MILLIS = 1_000;
    private static final long TIMEOUT_MILLIS = 4_000;
    private static final long FIRST_DELAY_MILLIS = 50;
    private static final long MAX_DELAY_MILLIS = 1_000;
    private static final long STABLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String name;
    private final RedisClient client;
    private final RedisURI uri;
    private final RedisCodec<String, V> codec;
    private final ScheduledExecutorService timer;
    private final Owner<V> owner;
    private final Executor turn;
    private final AtomicBoolean flushPending = new AtomicBoolean();

    private final AtomicReference<@Nullable StatefulRedisConnection<String, V>> current = new AtomicReference<>();
    private volatile boolean closed;
    private long delayMillis = FIRST_DELAY_MILLIS;
    private @Nullable Future<?> unansweredPing;
    private volatile long connectedAt;

    /**
     * @param timer a single thread that runs the link's short tasks
     * @param turn runs a task at the end of the calling thread's current turn
     */
    RedisLink(String name, RedisClient client, RedisURI uri, RedisCodec<String, V> codec,
            ScheduledExecutorService timer, Executor turn, Owner<V> owner) {
        this.name = name;
        this.client = client;
        this.uri = uri;
        this.codec = codec;
        this.timer = timer;
        this.turn = turn;
        this.owner = owner;
    }

    void open() {
        timer.execute(this::connect);
    }

    /** Starts heartbeats that drop unresponsive connections; not for links whose commands block in Redis. */
    void watch() {
        var _ = timer.scheduleWithFixedDelay(this::beat, HEARTBEAT_MILLIS, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    boolean isUp() {
        return current.get() != null;
    }

    /** Fails with {@link RedisUnavailableException} if Redis is unavailable or does not respond in time. */
    <T> CompletableFuture<T> send(Function<RedisAsyncCommands<String, V>, RedisFuture<T>> command) {
        StatefulRedisConnection<String, V> connection = current.get();
        if (connection == null) {
            return CompletableFuture.failedFuture(new RedisUnavailableException("not connected to Redis", null));
        }
        CompletableFuture<T> answer = command.apply(connection.async()).toCompletableFuture();
        if (flushPending.compareAndSet(false, true)) {
            turn.execute(this::flush);
        }
        return answer.orTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).exceptionally(failure -> {
            dropIfUnusable(connection, failure);
            throw RedisErrors.translate(failure);
        });
    }

    private void dropIfUnusable(StatefulRedisConnection<String, V> connection, Throwable failure) {
        if (RedisErrors.isUnusable(failure)) {
            drop(connection);
        }
    }

    /** Sends all commands that are issued by a task in one batch. */
    void batch(Runnable commands) {
        boolean isOurs = flushPending.compareAndSet(false, true);
        try {
            commands.run();
        } finally {
            if (isOurs) {
                flush();
            }
        }
    }

    private void flush() {
        flushPending.set(false);
        StatefulRedisConnection<String, V> connection = current.get();
        if (connection != null) {
            connection.flushCommands();
        }
    }

    /** Drops the connection, if any, and reconnects. */
    void reset() {
        StatefulRedisConnection<String, V> connection = current.get();
        if (connection != null) {
            drop(connection);
        }
    }

    private void connect() {
        if (closed) {
            return;
        }
        try {
            var _ = client.connectAsync(codec, uri).toCompletableFuture().thenCompose(this::prepare)
                    .whenCompleteAsync(this::connected, timer);
        } catch (RuntimeException | Error e) {
            // For example, out of memory for a new thread. Nothing else would retry.
            LOG.warn("Redis link '{}' cannot connect: {}", name, e.toString());
            retry();
        }
    }

    private CompletionStage<StatefulRedisConnection<String, V>> prepare(
            StatefulRedisConnection<String, V> connection) {
        connection.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
                drop(connection);
            }
        });
        // While Redis is loading, PING fails although HELLO and CLIENT TRACKING succeed.
        var preparation = owner.prepare(connection).thenCompose(_ -> connection.async().ping()).toCompletableFuture();
        return preparation.orTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).handle((_, failure) -> {
            if (failure != null) {
                var _ = connection.closeAsync();
                throw new CompletionException(failure);
            }
            return connection;
        });
    }

    private void connected(@Nullable StatefulRedisConnection<String, V> connection, @Nullable Throwable failure) {
        if (connection == null) {
            LOG.debug("Redis link '{}' cannot connect", name, failure);
            retry();
            return;
        }
        connectedAt = System.nanoTime();
        unansweredPing = null;
        connection.setAutoFlushCommands(false);
        current.set(connection);
        try {
            LOG.info("Redis link '{}' is up", name);
            owner.up();
        } catch (RuntimeException | Error e) {
            LOG.error("Redis link '{}' cannot be used", name, e);
            drop(connection);
        }
        // It may have been lost before it became current.
        if (closed || !connection.isOpen()) {
            drop(connection);
        }
    }

    private void drop(StatefulRedisConnection<String, V> connection) {
        if (current.compareAndSet(connection, null)) {
            LOG.warn("Redis link '{}' is down", name);
            try {
                owner.down();
                var _ = connection.closeAsync();
            } finally {
                if (!closed) {
                    timer.execute(this::reconnect);
                }
            }
        }
    }

    private void reconnect() {
        if (System.nanoTime() - connectedAt > STABLE_NANOS) {
            delayMillis = FIRST_DELAY_MILLIS;
        }
        retry();
    }

    private void retry() {
        var _ = timer.schedule(this::connect, delayMillis, TimeUnit.MILLISECONDS);
        delayMillis = Math.min(MAX_DELAY_MILLIS, delayMillis * 2);
    }

    private void beat() {
        StatefulRedisConnection<String, V> connection = current.get();
        if (connection == null) {
            return;
        }
        try {
            beat(connection);
        } catch (RuntimeException | Error e) {
            // An uncaught exception would cancel all later heartbeats.
            LOG.warn("Redis link '{}' cannot be checked: {}", name, e.toString());
        }
    }

    private void beat(StatefulRedisConnection<String, V> connection) {
        if (unansweredPing != null && !unansweredPing.isDone()) {
            LOG.warn("Redis link '{}' does not respond", name);
            drop(connection);
        } else {
            unansweredPing = connection.async().ping().toCompletableFuture();
            connection.flushCommands();
        }
    }

    @Override
    public void close() {
        closed = true;
        reset();
    }
}
