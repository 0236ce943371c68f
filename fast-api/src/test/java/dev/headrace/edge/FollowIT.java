package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Backends;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an edge follows the change stream: where it resumes, and when it resynchronizes. */
class FollowIT {

    private static final String LIST = "/v1/content/article";

    @TempDir
    private Path folder;
    private String redis;
    private ContentFixture content;

    @BeforeEach
    void start() {
        redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.publishModel();
    }

    @AfterEach
    void stop() {
        content.close();
    }

    private RunningEdge edge() {
        return RunningEdge.start(redis, Map.of("HEADRACE_EDGE_DATA_DIR", folder.toString()));
    }

    @Test
    void newEdgeBuildsItsIndexBeforeItIsReady() {
        List<Article> articles = Stream.generate(() -> Article.titled("Existing")).limit(300).toList();
        articles.forEach(article -> content.write(article, "en"));
        try (RunningEdge edge = edge()) {
            assertThat(edge.get(LIST + "?limit=1").body()).contains("\"total\":300,");
            assertThat(edge.metric("headrace_edge_list_index_documents")).isEqualTo(300);
        }
    }

    @Test
    void restartedEdgeResumesFromItsDataDirectory() {
        Article kept = Article.titled("Kept");
        Article changed = Article.titled("Changed").dated("2026-01-01T00:00:00Z");
        Article removed = Article.titled("Removed");
        try (RunningEdge edge = edge()) {
            content.publish(kept);
            content.publish(changed);
            content.publish(removed);
            edge.awaitOnly(kept, changed, removed);
        }
        Article added = Article.titled("Added");
        content.publish(changed.dated("2027-01-01T00:00:00Z"));
        content.unpublish(removed);
        content.publish(added);
        // Not announced, so only a full resynchronization would find it.
        content.redis().del(RedisKeys.index(kept.target().partition()));
        content.publish(added);
        content.publish(changed.dated("2027-01-01T00:00:00Z"));
        try (RunningEdge edge = edge()) {
            assertThat(edge.resynchronizations()).isZero();
            edge.awaitOnly(kept, changed, added);
            assertThat(edge.get(LIST + "?limit=1").body()).contains(changed.json("card"));
        }
    }

    @Test
    void resynchronizesAfterTheStreamWasTrimmed() {
        Article kept = Article.titled("Kept");
        Article removed = Article.titled("Removed");
        try (RunningEdge edge = edge()) {
            content.publish(kept);
            content.publish(removed);
            edge.awaitOnly(kept, removed);
        }
        Article unannounced = Article.titled("Announced and trimmed");
        content.unpublish(removed);
        content.publish(unannounced);
        content.publish(kept);
        content.redis().xtrim(RedisKeys.CHANGES, 1);
        try (RunningEdge edge = edge()) {
            edge.awaitOnly(kept, unannounced);
            assertThat(edge.resynchronizations()).isOne();
        }
    }

    @Test
    void resynchronizesAfterAGapInEntryNumbers() {
        Article first = Article.titled("First");
        Article lost = Article.titled("Lost");
        Article next = Article.titled("Next");
        try (RunningEdge edge = edge()) {
            content.publish(first);
            edge.awaitOnly(first);
            double before = edge.resynchronizations();
            content.write(lost, "en");
            content.write(next, "en");
            content.redis().xadd(RedisKeys.CHANGES,
                    Map.of("n", "3".getBytes(UTF_8), "t", "article".getBytes(UTF_8), "i", next.id().getBytes(UTF_8),
                            "l", "en".getBytes(UTF_8)));
            edge.awaitOnly(first, lost, next);
            assertThat(edge.resynchronizations()).isEqualTo(before + 1);
        }
    }

    @Test
    void resynchronizesWhenTheEpochChanges() {
        Article old = Article.titled("Old");
        content.redis().set(RedisKeys.EPOCH, "one".getBytes(UTF_8));
        try (RunningEdge edge = edge()) {
            content.publish(old);
            edge.awaitOnly(old);
            double before = edge.resynchronizations();
            // The document is still in Redis, but its index record is not.
            content.redis().del(RedisKeys.index(old.target().partition()));
            Article restored = Article.titled("Restored");
            content.write(restored, "en");
            content.redis().set(RedisKeys.EPOCH, "filling two".getBytes(UTF_8));
            edge.awaitOnly(restored);
            assertThat(edge.resynchronizations()).isEqualTo(before + 1);

            content.redis().set(RedisKeys.EPOCH, "two".getBytes(UTF_8));
            content.publish(old);
            edge.awaitOnly(restored, old);
            assertThat(edge.resynchronizations()).isEqualTo(before + 1);
        }
    }

    @Test
    void resynchronizesWhenTheStreamGoesBack() {
        Article old = Article.titled("Old");
        try (RunningEdge edge = edge()) {
            content.publish(old);
            edge.awaitOnly(old);
            Article unannounced = Article.titled("Unannounced");
            content.write(unannounced, "en");
            content.redis().del(RedisKeys.CHANGES);
            edge.awaitOnly(old, unannounced);
        }
    }

    @Test
    void heartbeatsArePublishedToTheCore() throws InterruptedException {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>(1_000);
        RedisClient client = RedisClient.create(redis);
        try (RunningEdge edge = edge(); var connection = client.connectPubSub()) {
            connection.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    messages.add(message);
                }
            });
            connection.sync().subscribe(RedisKeys.SEEN);
            String announced = content.publish(Article.titled("Seen"));
            String expected = edge.name() + " " + announced + " ";
            while (!messages.take().startsWith(expected)) {
                // a heartbeat
            }
            assertThat(edge.get(LIST).body()).contains("Seen");
        } finally {
            client.shutdown();
        }
    }
}
