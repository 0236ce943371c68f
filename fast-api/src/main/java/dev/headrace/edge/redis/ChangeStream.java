package dev.headrace.edge.redis;

import dev.headrace.model.RedisKeys;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads {@link RedisKeys#CHANGES} on a connection of its own, because reading waits in Redis. */
public final class ChangeStream implements AutoCloseable {

    /** Comes before every entry. */
    public static final String START = "0-0";

    private static final int MOST = 1_000;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final RedisLink<String> link;

    ChangeStream(RedisClient client, RedisURI uri, ScheduledExecutorService timer) {
        link = new RedisLink<>("changes", client, uri, StringCodec.UTF8, timer, Runnable::run,
                new Store.Unprepared());
        link.open();
    }

    /**
     * The id of the newest entry, {@link #START} if there is none.
     *
     * @throws RedisUnavailableException if Redis cannot be asked
     */
    public String newest() throws InterruptedException {
        List<StreamEntry> entries = await(link
                .send(commands -> commands.xrevrange(RedisKeys.CHANGES, Range.unbounded(), Limit.from(1)))
                .thenApply(Store::entries), GRACE);
        return entries.isEmpty() ? START : entries.getFirst().id();
    }

    /**
     * Waits for entries after one, and answers none when the time is over.
     *
     * @throws RedisUnavailableException if Redis cannot be asked
     */
    @SuppressWarnings("unchecked") // an array of generics, made for the variable arguments and only read there
    public List<StreamEntry> after(String id, Duration time) throws InterruptedException {
        return await(link.send(commands -> commands.xread(XReadArgs.Builder.block(time).count(MOST),
                StreamOffset.from(RedisKeys.CHANGES, id))).thenApply(Store::entries), time.plus(GRACE));
    }

    private <T> T await(CompletableFuture<T> result, Duration time) throws InterruptedException {
        try {
            return result.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RedisUnavailableException unavailable) {
                throw unavailable;
            }
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            link.reset();
            throw new RedisUnavailableException("Redis does not answer", e);
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
