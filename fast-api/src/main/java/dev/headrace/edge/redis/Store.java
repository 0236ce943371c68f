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
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Everything that the edge asks of Redis without wanting to hear of changes: scripts, lists, outboxes. */
public final class Store implements AutoCloseable {

    private static final String[] NONE = {};

    private final RedisLink<String> link;

    Store(RedisClient client, RedisURI uri, ScheduledExecutorService timer, Executor turn) {
        link = new RedisLink<>("commands", client, uri, StringCodec.UTF8, timer, turn, new Unprepared());
        link.open();
        link.watch();
    }

    /** Runs a script that answers an array of texts. */
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

    /** Sends the commands that are given meanwhile together, for threads that have many to give. */
    public void together(Runnable commands) {
        link.together(commands);
    }

    public CompletableFuture<@Nullable String> get(String key) {
        return link.send(commands -> commands.get(key));
    }

    /** How many members a sorted list has. */
    public CompletableFuture<Long> size(String list) {
        return link.send(commands -> commands.zcard(list));
    }

    /** How many members of a sorted list lie within bounds. */
    public CompletableFuture<Long> size(String list, Bounds bounds) {
        return link.send(commands -> commands.zlexcount(list, range(bounds)));
    }

    /** The first members of a sorted list within bounds, or the last ones first. */
    public CompletableFuture<List<String>> members(String list, Bounds bounds, boolean descending, int most) {
        Limit limit = Limit.from(most);
        return link.send(commands -> descending
                ? commands.zrevrangebylex(list, range(bounds), limit)
                : commands.zrangebylex(list, range(bounds), limit));
    }

    private static Range<String> range(Bounds bounds) {
        return Range.from(boundary(bounds.lower(), bounds.lowerIncluded()),
                boundary(bounds.upper(), bounds.upperIncluded()));
    }

    private static Boundary<String> boundary(@Nullable String value, boolean included) {
        if (value == null) {
            return Boundary.unbounded();
        }
        return included ? Boundary.including(value) : Boundary.excluding(value);
    }

    /** The oldest entries of a stream that were added before a moment, by Redis' clock. */
    public CompletableFuture<List<StreamEntry>> entriesBefore(String stream, long epochMillis, int most) {
        Range<String> range = Range.from(Boundary.unbounded(), Boundary.including(Long.toString(epochMillis)));
        return link.send(commands -> commands.xrange(stream, range, Limit.from(most))).thenApply(Store::entries);
    }

    public CompletableFuture<Long> deleteEntries(String stream, Collection<String> ids) {
        return link.send(commands -> commands.xdel(stream, ids.toArray(NONE)));
    }

    /** Takes a lock that nobody holds, for a time. */
    public CompletableFuture<Boolean> take(String key, String holder, Duration time) {
        return link.send(commands -> commands.set(key, holder, SetArgs.Builder.nx().px(time)))
                .thenApply("OK"::equals);
    }

    /** Redis' clock. */
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

    /** For connections that need no preparation, and whose ups and downs concern nobody. */
    static final class Unprepared implements RedisLink.Owner<String> {

        @Override
        public CompletionStage<?> prepare(StatefulRedisConnection<String, String> connection) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void up() {
            // nobody asks
        }

        @Override
        public void down() {
            // nobody asks
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
