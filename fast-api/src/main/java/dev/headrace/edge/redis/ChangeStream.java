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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads {@link RedisKeys#CHANGES} on a connection of its own, because reading waits in Redis. */
public final class ChangeStream implements AutoCloseable {

    private static final int MAX_ENTRIES = 1_000;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final RedisLink<String> link;

    ChangeStream(RedisClient client, RedisURI uri, ScheduledExecutorService timer) {
        link = new RedisLink<>("changes", client, uri, StringCodec.UTF8, timer, Runnable::run,
                new NoOpOwner<>());
        link.open();
    }

    /**
     * The newest entry.
     *
     * @throws RedisUnavailableException if Redis is unavailable
     */
    public Optional<StreamEntry> newest() throws InterruptedException {
        List<StreamEntry> entries = await(link
                .send(commands -> commands.xrevrange(RedisKeys.CHANGES, Range.unbounded(), Limit.from(1)))
                .thenApply(Store::entries), GRACE);
        return entries.stream().findFirst();
    }

    /**
     * Waits for entries after an id; none if there are none when the time is over. At most 1,000 at once.
     *
     * @throws RedisUnavailableException if Redis is unavailable
     */
    @SuppressWarnings("unchecked") // an array of generics, made for the variable arguments and only read there
    public List<StreamEntry> after(String id, Duration time) throws InterruptedException {
        return await(link.send(commands -> commands.xread(XReadArgs.Builder.block(time).count(MAX_ENTRIES),
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
