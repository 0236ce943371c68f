package dev.headrace.admin.redis;

import dev.headrace.model.RedisScript;
import dev.headrace.model.ScriptCall;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The core's connections to Redis. They are opened on first use and fail fast while Redis is unavailable, so that the
 * core starts and staff can work without it.
 */
@Component
public class RedisStore implements DisposableBean {

    /** Errors of a server that will accept commands without anybody's help. */
    private static final Pattern STARTING = Pattern.compile("^(LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY) ");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final RedisClient client;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;

    RedisStore(RedisSettings settings) {
        RedisURI uri = settings.uri();
        uri.setTimeout(TIMEOUT);
        client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder().disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(TIMEOUT)).requestQueueSize(100_000)
                .socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).build()).build());
    }

    /**
     * Asynchronous commands; many can be in flight at once.
     *
     * @throws RedisException if Redis is unavailable
     */
    public RedisAsyncCommands<String, byte[]> commands() {
        StatefulRedisConnection<String, byte[]> present = connection;
        return (present == null ? connect() : present).async();
    }

    private synchronized StatefulRedisConnection<String, byte[]> connect() {
        StatefulRedisConnection<String, byte[]> present = connection;
        if (present == null) {
            present = client.connect(CODEC);
            connection = present;
        }
        return present;
    }

    /**
     * Subscribes to a channel on a separate connection, which reconnects and resubscribes automatically. Messages may
     * be lost meanwhile.
     *
     * @param listener called on the connection's thread, so it must not block
     * @throws RedisException if Redis is unavailable
     */
    public AutoCloseable subscribe(String channel, Consumer<String> listener) {
        StatefulRedisPubSubConnection<String, String> subscription = client.connectPubSub(StringCodec.UTF8);
        try {
            subscription.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String from, String message) {
                    listener.accept(message);
                }
            });
            await(subscription.async().subscribe(channel));
            return subscription;
        } catch (RuntimeException e) {
            subscription.close();
            throw e;
        }
    }

    /** Runs a script by its hash, or by its text if Redis does not know it yet. */
    public <T> CompletionStage<T> run(ScriptCall call, ScriptOutputType output) {
        RedisScript script = call.script();
        String[] keyArray = call.keys().toArray(String[]::new);
        byte[][] argumentArray = call.arguments().stream().map(RedisStore::bytes).toArray(byte[][]::new);
        RedisAsyncCommands<String, byte[]> redis = commands();
        RedisFuture<T> first = redis.evalsha(script.sha1(), output, keyArray, argumentArray);
        return first.exceptionallyCompose(failure -> failure instanceof RedisNoScriptException
                ? redis.eval(script.text().getBytes(StandardCharsets.UTF_8), output, keyArray, argumentArray)
                : CompletableFuture.failedFuture(failure));
    }

    /** @throws RedisException if one of them fails or times out */
    public static void await(Collection<? extends CompletionStage<?>> stages) {
        for (CompletionStage<?> stage : stages) {
            await(stage);
        }
    }

    /**
     * Waits for a response.
     *
     * @throws RedisCommandExecutionException if Redis rejects the command
     * @throws RedisCommandTimeoutException if it times out
     * @throws RedisException if Redis is unavailable
     */
    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (TimeoutException e) {
            throw new RedisCommandTimeoutException("Redis did not respond within " + TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisException("interrupted while waiting for Redis", e);
        }
    }

    /** Whether Redis could not be reached, or did not answer; it has rejected no command. */
    public static boolean isUnavailable(Throwable failure) {
        return failure instanceof RedisException && (!(failure instanceof RedisCommandExecutionException)
                || STARTING.matcher(String.valueOf(failure.getMessage())).find());
    }

    private static RedisException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case RedisCommandTimeoutException timeout -> timeout;
            case RedisCommandExecutionException _ -> new RedisCommandExecutionException(reason(e), e);
            case null, default -> new RedisException(reason(e), e);
        };
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause == null || cause.getMessage() == null ? e.toString() : cause.getMessage();
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void destroy() {
        client.shutdown();
    }
}
