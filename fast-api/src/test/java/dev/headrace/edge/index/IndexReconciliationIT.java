package dev.headrace.edge.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.overlay.ActiveOverlay;
import dev.headrace.edge.redis.Redis;
import dev.headrace.edge.redis.RedisAddress;
import dev.headrace.model.EntryId;
import dev.headrace.model.Frame;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexReconciliationIT {

    private static final IndexKey INDEX = new IndexKey("article", "en");
    private static final Schema SCHEMA = Schema
            .of(new PublishedModel.Type(List.of("full"), "full", Map.of(), Map.of(), Interactions.NONE));

    @TempDir
    private Path folder;
    private final String url = Backends.redis().freshUrl();

    @Test
    void restartedBuildRemovesDeletedRecords() throws IOException {
        Target kept = new Target("article", EntryId.fresh().toString());
        Target deleted = new Target("article", EntryId.fresh().toString());
        RedisClient client = RedisClient.create(url);
        try (Redis redis = new Redis(RedisAddress.parse(url).orElseThrow(), Runnable::run);
                var content = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
                DataDirectory data = DataDirectory.open(folder.toString());
                Merges merges = new Merges();
                Shards shards = new Shards(data, merges)) {
            for (Target target : List.of(kept, deleted)) {
                content.sync().hset(RedisKeys.index(target.partition()), new IndexRecord.Field(target, "en").format(),
                        frame(target));
            }
            Eventually.holds("Redis is connected", () -> redis.indexRecords().get(kept.partition(), List.of("x"))
                    .thenApply(Map::isEmpty).join());
            shards.adopt(Map.of(INDEX, SCHEMA));
            run(IndexReconciliation.complete(new CurrentRecords(redis.indexRecords(), new ActiveOverlay(_ -> {})),
                    shards));
            // Deleted without an announcement.
            content.sync().hdel(RedisKeys.index(deleted.partition()), new IndexRecord.Field(deleted, "en").format());
            run(IndexReconciliation.complete(new CurrentRecords(redis.indexRecords(), new ActiveOverlay(_ -> {})),
                    shards));
            shards.promote();
            assertThat(Objects.requireNonNull(shards.find(INDEX)).shard().size()).isOne();
        } finally {
            client.shutdown();
        }
    }

    private static byte[] frame(Target target) {
        return Frame.document(1, new IndexRecord(target, "en", 1, Map.of()).toJson().getBytes(UTF_8)).encode();
    }

    private static void run(IndexReconciliation reconciliation) throws IOException {
        while (!reconciliation.isDone()) {
            reconciliation.step(0);
        }
    }
}
