package dev.headrace.edge.redis;

import dev.headrace.model.RedisScript;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Commands whose results are not cached: scripts, outboxes, heartbeats. */
public final class Store implements AutoCloseable {

    private static final String[] NONE = {};

    private final RedisLink<String> link;

    Store(RedisClient client, RedisURI uri, ScheduledExecutorService timer, Executor turn) {
        link = new RedisLink<>("commands", client, uri, StringCodec.UTF8, timer, turn, new NoOpOwner<>());
        link.open();
        link.watch();
    }

    /** Runs a script that returns an array of strings. */
    public CompletableFuture<List<String>> run(RedisScript script, List<String> keys, List<String> arguments) {
        String[] keyArray = keys.toArray(NONE);
        String[] argumentArray = arguments.toArray(NONE);
        return link
                .<List<String>>send(
                        commands -> commands.evalsha(script.sha1(), ScriptOutputType.MULTI, keyArray, argumentArray))
                .exceptionallyCompose(failure -> isUnknownScript(failure)
                        ? link.send(commands -> commands.eval(script.text(), ScriptOutputType.MULTI, keyArray,
                                argumentArray))
                        : CompletableFuture.failedFuture(failure));
    }

    private static boolean isUnknownScript(Throwable failure) {
        return failure instanceof RedisNoScriptException
                || (failure instanceof CompletionException && failure.getCause() instanceof RedisNoScriptException);
    }

    /** Sends all commands that are issued by a task in one batch; for threads that issue many. */
    public void batch(Runnable commands) {
        link.batch(commands);
    }

    public CompletableFuture<@Nullable String> get(String key) {
        return link.send(commands -> commands.get(key));
    }

    /** The oldest entries of a stream that were added before a time, by the Redis clock. */
    public CompletableFuture<List<StreamEntry>> entriesBefore(String stream, long epochMillis, int max) {
        Range<String> range = Range.from(Boundary.unbounded(), Boundary.including(Long.toString(epochMillis)));
        return link.send(commands -> commands.xrange(stream, range, Limit.from(max))).thenApply(Store::entries);
    }

    public CompletableFuture<Long> deleteEntries(String stream, Collection<String> ids) {
        return link.send(commands -> commands.xdel(stream, ids.toArray(NONE)));
    }

    /** Acquires a lease unless it is held. */
    public CompletableFuture<Boolean> take(String key, String holder, Duration lease) {
        return link.send(commands -> commands.set(key, holder, SetArgs.Builder.nx().px(lease)))
                .thenApply("OK"::equals);
    }

    public CompletableFuture<?> publish(String channel, String message) {
        return link.send(commands -> commands.publish(channel, message));
    }

    /** The time of the Redis clock. */
    public CompletableFuture<Long> epochMillis() {
        return link.send(commands -> commands.time())
                .thenApply(time -> Long.parseLong(time.get(0)) * 1_000 + Long.parseLong(time.get(1)) / 1_000);
    }

    public CompletableFuture<?> putField(String hash, String field, String value) {
        return link.send(commands -> commands.hset(hash, Map.of(field, value)));
    }

    public CompletableFuture<Map<String, String>> fields(String hash) {
        return link.send(commands -> commands.hgetall(hash));
    }

    public CompletableFuture<?> removeField(String hash, String field) {
        return link.send(commands -> commands.hdel(hash, field));
    }

    static List<StreamEntry> entries(List<StreamMessage<String, String>> messages) {
        return messages.stream().map(message -> new StreamEntry(message.getId(), message.getBody())).toList();
    }

    @Override
    public void close() {
        link.close();
    }
}
