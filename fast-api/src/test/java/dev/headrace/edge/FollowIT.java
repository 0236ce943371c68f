package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests resynchronization and recovery of the list index. */
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

    private static double metric(RunningEdge edge, String name) {
        return edge.management("/metrics").body().lines().filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1))).findFirst().orElseThrow();
    }

    private static double resynchronizations(RunningEdge edge) {
        return metric(edge, "headrace_edge_follower_resynchronizations_total");
    }

    private static void assertLists(RunningEdge edge, Article... articles) {
        Eventually.passes("only these are listed", () -> {
            String body = edge.get(LIST).body();
            assertThat(body).contains("\"total\":" + articles.length + ",");
            for (Article article : articles) {
                assertThat(body).contains(article.json("card"));
            }
        });
    }

    @Test
    void newEdgeBuildsItsIndexBeforeItIsReady() {
        List<Article> articles = Stream.generate(() -> Article.titled("Existing")).limit(300).toList();
        articles.forEach(article -> content.write(article, "en"));
        try (RunningEdge edge = edge()) {
            assertThat(edge.get(LIST + "?limit=1").body()).contains("\"total\":300,");
            assertThat(metric(edge, "headrace_edge_list_index_documents")).isEqualTo(300);
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
            assertLists(edge, kept, changed, removed);
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
            assertThat(resynchronizations(edge)).isZero();
            assertLists(edge, kept, changed, added);
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
            assertLists(edge, kept, removed);
        }
        Article unannounced = Article.titled("Announced and trimmed");
        content.unpublish(removed);
        content.publish(unannounced);
        content.publish(kept);
        content.redis().xtrim(RedisKeys.CHANGES, 1);
        try (RunningEdge edge = edge()) {
            assertLists(edge, kept, unannounced);
            assertThat(resynchronizations(edge)).isOne();
        }
    }

    @Test
    void resynchronizesAfterAGapInEntryNumbers() {
        Article first = Article.titled("First");
        Article lost = Article.titled("Lost");
        Article next = Article.titled("Next");
        try (RunningEdge edge = edge()) {
            content.publish(first);
            assertLists(edge, first);
            double before = resynchronizations(edge);
            content.write(lost, "en");
            content.write(next, "en");
            content.redis().xadd(RedisKeys.CHANGES,
                    Map.of("n", "3".getBytes(UTF_8), "t", "article".getBytes(UTF_8), "i", next.id().getBytes(UTF_8),
                            "l", "en".getBytes(UTF_8)));
            assertLists(edge, first, lost, next);
            assertThat(resynchronizations(edge)).isEqualTo(before + 1);
        }
    }

    @Test
    void resynchronizesWhenTheEpochChanges() {
        Article old = Article.titled("Old");
        content.redis().set(RedisKeys.EPOCH, "one".getBytes(UTF_8));
        try (RunningEdge edge = edge()) {
            content.publish(old);
            assertLists(edge, old);
            double before = resynchronizations(edge);
            // The document is still in Redis, but its index record is not.
            content.redis().del(RedisKeys.index(old.target().partition()));
            Article restored = Article.titled("Restored");
            content.write(restored, "en");
            content.redis().set(RedisKeys.EPOCH, "filling two".getBytes(UTF_8));
            assertLists(edge, restored);
            assertThat(resynchronizations(edge)).isEqualTo(before + 1);

            content.redis().set(RedisKeys.EPOCH, "two".getBytes(UTF_8));
            content.publish(old);
            assertLists(edge, restored, old);
            assertThat(resynchronizations(edge)).isEqualTo(before + 1);
        }
    }

    @Test
    void resynchronizesWhenTheStreamGoesBack() {
        Article old = Article.titled("Old");
        try (RunningEdge edge = edge()) {
            content.publish(old);
            assertLists(edge, old);
            Article unannounced = Article.titled("Unannounced");
            content.write(unannounced, "en");
            content.redis().del(RedisKeys.CHANGES);
            assertLists(edge, old, unannounced);
        }
    }

    @Test
    void damagedIndexIsRebuilt() throws IOException {
        Article article = Article.titled("Existing");
        try (RunningEdge edge = edge()) {
            content.publish(article);
            assertLists(edge, article);
        }
        try (Stream<Path> files = Files.walk(folder.resolve("lists"))) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("segments_")).toList()) {
                Files.writeString(file, "damaged");
            }
        }
        try (RunningEdge edge = edge()) {
            assertLists(edge, article);
        }
        Path manifest = folder.resolve("lists").resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("\"format\":\"[^\"]*\"",
                "\"format\":\"older\""));
        try (RunningEdge edge = edge()) {
            assertLists(edge, article);
            assertThat(resynchronizations(edge)).isOne();
        }
    }

    @Test
    void unwritableIndexServesStaleListsAndIsRebuiltAfterwards() throws IOException {
        Article old = Article.titled("Before");
        Article fresh = Article.titled("Meanwhile");
        try (RunningEdge edge = edge()) {
            content.publish(old);
            assertLists(edge, old);
            Path lists = folder.resolve("lists");
            Files.move(lists, folder.resolve("moved"));
            Files.writeString(lists, "blocks the directory");
            content.publish(fresh);
            Eventually.holds("the failure is noticed",
                    () -> metric(edge, "headrace_edge_list_index_failing") == 1);
            assertThat(edge.get(fresh.path()).body()).isEqualTo(fresh.json("full"));
            HttpResponse<String> list = edge.get(LIST);
            assertThat(list.statusCode()).isEqualTo(200);
            assertThat(list.body()).contains(old.json("card")).doesNotContain(fresh.json("card"));
            assertThat(list.headers().firstValue("Headrace-Stale")).contains("true");
            assertThat(edge.management("/readyz").statusCode()).isEqualTo(200);
            assertThat(edge.management("/readyz").body()).contains("The list index cannot be updated");

            Files.delete(lists);
            Eventually.passes("the index is rebuilt", Duration.ofSeconds(30), () -> {
                assertThat(edge.get(LIST).body()).contains(fresh.json("card"), old.json("card"), "\"total\":2,");
                assertThat(edge.get(LIST).headers().firstValue("Headrace-Stale")).isEmpty();
            });
            assertThat(edge.management("/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
        }
        try (RunningEdge edge = edge()) {
            assertThat(resynchronizations(edge)).isZero();
            assertLists(edge, old, fresh);
        }
    }

    @Test
    void oldIndexServesWhileANewSortableFieldIsIndexed() {
        PublishedModel.Type old = ContentFixture.MODEL.type("article").orElseThrow();
        Map<String, Field> sorts = new HashMap<>(old.sorts());
        sorts.remove("minutes");
        content.publishModel(new PublishedModel(1, List.of("en", "de"), Map.of("article",
                new PublishedModel.Type(old.views(), old.listView(), old.filters(), sorts, old.interactions()))));
        Article longer = Article.titled("Longer").lasting(12);
        Article shorter = Article.titled("Shorter").lasting(2);
        content.publish(longer);
        content.publish(shorter);
        try (RunningEdge edge = edge()) {
            assertLists(edge, shorter, longer);
            assertThat(edge.get(LIST + "?sort=minutes").statusCode()).isEqualTo(400);

            Map<String, Field> filters = new HashMap<>(old.filters());
            filters.remove("format");
            content.publishModel(new PublishedModel(2, List.of("en", "de"), Map.of("article",
                    new PublishedModel.Type(old.views(), old.listView(), filters, old.sorts(), old.interactions()))));
            Eventually.passes("it is sorted by minutes", () -> {
                assertThat(edge.get(LIST).statusCode()).isEqualTo(200);
                String body = edge.get(LIST + "?sort=minutes").body();
                assertThat(body).contains("Shorter").matches(".*Shorter.*Longer.*");
            });
            assertThat(edge.get(LIST + "?format=essay").statusCode()).isEqualTo(400);
        }
        try (RunningEdge edge = edge()) {
            assertThat(resynchronizations(edge)).isZero();
            assertThat(edge.get(LIST + "?sort=-minutes").body()).matches(".*Longer.*Shorter.*");
        }
    }

    @Test
    void newTypesAndLocalesAreListedAfterAModelChange() {
        Article german = Article.titled("Deutsch");
        PublishedModel.Type type = ContentFixture.MODEL.type("article").orElseThrow();
        content.publishModel(new PublishedModel(1, List.of("en"), Map.of("article", type)));
        content.publish(german, "de");
        try (RunningEdge edge = edge()) {
            assertThat(edge.get(LIST + "?locale=de").statusCode()).isEqualTo(400);
            content.publishModel();
            Eventually.passes("it is listed",
                    () -> assertThat(edge.get(LIST + "?locale=de").body()).contains("Deutsch"));
            Eventually.passes("authors are listed",
                    () -> assertThat(edge.get("/v1/content/author").statusCode()).isEqualTo(200));
        }
    }

    @Test
    void malformedRecordsAreSkippedWithoutAffectingOthers() {
        Article good = Article.titled("Good");
        Article odd = Article.titled("Odd");
        PublishedModel.Type type = ContentFixture.MODEL.type("article").orElseThrow();
        Map<String, Field> sorts = new HashMap<>(type.sorts());
        sorts.put("title", new Field(ValueKind.NUMBER, List.of()));
        content.publishModel(new PublishedModel(2, List.of("en"), Map.of("article", new PublishedModel.Type(
                type.views(), type.listView(), type.filters(), sorts, type.interactions()))));
        content.publish(good);
        content.redis().hset(RedisKeys.index(odd.target().partition()), "article:" + odd.id() + ":en",
                "no frame".getBytes(UTF_8));
        content.redis().hset(RedisKeys.index(odd.target().partition()), "nonsense", "x".getBytes(UTF_8));
        try (RunningEdge edge = edge()) {
            assertLists(edge, good);
            // A title is not a number, so the document has no value.
            assertThat(edge.get(LIST + "?sort=title").body()).contains("Good");
            assertThat(edge.get(LIST + "?title[gte]=0").body()).contains("\"total\":0");
        }
    }

    @Test
    void dataDirectoryCannotBeShared() {
        try (RunningEdge edge = edge()) {
            assertThat(edge.get(LIST).statusCode()).isEqualTo(200);
            Map<String, String> same = Map.of("HEADRACE_EDGE_DATA_DIR", folder.toString());
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> RunningEdge.start(redis, same)))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is used by another edge");
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
