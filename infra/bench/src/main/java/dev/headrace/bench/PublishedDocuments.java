package dev.headrace.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.model.IndexRecord;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.util.ArrayList;
import java.util.List;

/** Writes documents and their index records to Redis like the core, many at a time. */
final class PublishedDocuments implements AutoCloseable {

    static final String LOCALE = PublishedModel.DEFAULT_LOCALE;

    private static final int PENDING = 5_000;

    private final RedisClient client;
    private final StatefulRedisConnection<String, byte[]> connection;
    private final List<RedisFuture<?>> pending = new ArrayList<>();

    PublishedDocuments(String redisUrl) {
        client = RedisClient.create(redisUrl);
        connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
    }

    /** For commands that are not part of a batch. */
    RedisCommands<String, byte[]> redis() {
        return connection.sync();
    }

    void put(PublishedModel model) {
        pending.add(connection.async().set(RedisKeys.EPOCH, "bench".getBytes(UTF_8)));
        pending.add(connection.async().set(RedisKeys.MODEL, model.toJson().getBytes(UTF_8)));
    }

    /**
     * Writes a document.
     *
     * @param frame of the full view
     * @param record the frame of its index record
     */
    void put(Target target, byte[] frame, byte[] record) throws Exception {
        RedisAsyncCommands<String, byte[]> redis = connection.async();
        pending.add(redis.set(RedisKeys.document(target, LOCALE, PublishedModel.FULL), frame));
        pending.add(redis.hset(RedisKeys.index(target.partition()), new IndexRecord.Field(target, LOCALE).format(),
                record));
        if (pending.size() > PENDING) {
            await();
        }
    }

    /** Returns once Redis has everything. */
    void await() throws Exception {
        for (RedisFuture<?> each : pending) {
            each.get();
        }
        pending.clear();
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
