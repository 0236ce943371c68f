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

/** Reads {@link RedisKeys#CHANGES} on its own connection, because reads block in Redis. */
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
     * Waits for entries after an id; empty after a timeout. Returns at most 1,000 entries.
     *
     * @throws RedisUnavailableException if Redis is unavailable
     */
    @SuppressWarnings("unchecked") // generic varargs array, only read by the callee
    public List<StreamEntry> after(String id, Duration timeout) throws InterruptedException {
        return await(link.send(commands -> commands.xread(XReadArgs.Builder.block(timeout).count(MAX_ENTRIES),
                StreamOffset.from(RedisKeys.CHANGES, id))).thenApply(Store::entries), timeout.plus(GRACE));
    }

    private <T> T await(CompletableFuture<T> result, Duration timeout) throws InterruptedException {
        try {
            return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RedisUnavailableException unavailable) {
                throw unavailable;
            }
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            link.reset();
            throw new RedisUnavailableException("Redis does not respond", e);
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
