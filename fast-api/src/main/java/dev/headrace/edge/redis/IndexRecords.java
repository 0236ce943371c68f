package dev.headrace.edge.redis;

import dev.headrace.model.Partition;
import dev.headrace.model.RedisKeys;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of index records, see {@link RedisKeys#index}, on its own connection, because full scans must not delay
 * other reads.
 */
public final class IndexRecords implements AutoCloseable {

    private static final String[] NONE = {};

    private final RedisLink<byte[]> link;

    IndexRecords(RedisClient client, RedisURI uri, ScheduledExecutorService timer) {
        link = new RedisLink<>("index", client, uri, RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), timer,
                Runnable::run, new NoOpOwner<>());
        link.open();
        link.watch();
    }

    /** The frames of some fields of a partition; absent ones are omitted. */
    public CompletableFuture<Map<String, byte[]>> get(Partition partition, List<String> fields) {
        return link.send(commands -> commands.hmget(RedisKeys.index(partition), fields.toArray(NONE)))
                .thenApply(values -> {
                    Map<String, byte[]> found = HashMap.newHashMap(values.size());
                    for (KeyValue<String, byte[]> value : values) {
                        value.ifHasValue(frame -> found.put(value.getKey(), frame));
                    }
                    return found;
                });
    }

    /**
     * All frames of a partition. Concurrent changes may or may not be included.
     *
     * @param pattern glob pattern that the fields must match; null: all
     */
    public CompletableFuture<Map<String, byte[]>> all(Partition partition, @Nullable String pattern) {
        return HashScan.all(link, RedisKeys.index(partition), pattern);
    }

    @Override
    public void close() {
        link.close();
    }
}
