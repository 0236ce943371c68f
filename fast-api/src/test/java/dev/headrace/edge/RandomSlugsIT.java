package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.EntryId;
import dev.headrace.model.PublishedModel;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Anonymous requests for what does not exist must not fill Redis, which remembers all keys that it was asked for. */
@Tag("attack")
class RandomSlugsIT {

    private final Article article = Article.titled("Found");
    private ContentFixture content;
    private RunningEdge edge;

    @BeforeEach
    void start() {
        String redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.publishModel();
        content.publish(article);
        edge = RunningEdge.start(redis, Map.of("HEADRACE_EDGE_ADDRESS_MISSES_PER_SECOND", "1",
                "HEADRACE_EDGE_ADDRESS_MISSES_BURST", "200", "HEADRACE_EDGE_NEAR_CACHE_ABSENCE_SECONDS", "600"));
        Eventually.holds("the document is found", () -> edge.get(article.path()).statusCode() == 200);
    }

    @AfterEach
    void stop() {
        edge.close();
        content.close();
    }

    private long trackedKeys() {
        return content.redis().info("stats").lines().filter(line -> line.startsWith("tracking_total_keys:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip())).sum();
    }

    private Set<Integer> statuses(int requests, Supplier<String> path) {
        Set<Integer> statuses = new HashSet<>();
        for (int i = 0; i < requests; i++) {
            statuses.add(edge.get(path.get()).statusCode());
        }
        return statuses;
    }

    private static String slug(int length) {
        return (EntryId.fresh() + "-").repeat(length / 37 + 1).substring(0, length).replaceAll("-$", "0");
    }

    @Test
    void textsThatAreNoSlugsNeverReachRedis() {
        long before = trackedKeys();
        assertThat(statuses(60, () -> "/v1/content/article/" + slug(14_000))).containsOnly(404);
        assertThat(statuses(60, () -> "/v1/content/article/" + slug(14_000) + "/stats")).containsOnly(404);
        assertThat(statuses(60, () -> "/v1/content/article?author=" + slug(14_000))).containsOnly(400);
        assertThat(statuses(10, () -> "/v1/content/article/No_Slug" + slug(5))).containsOnly(404);
        assertThat(trackedKeys()).isEqualTo(before);
    }

    @Test
    void missesAreLimitedBeforeTheyReachRedis() {
        long before = trackedKeys();
        assertThat(statuses(150, () -> "/v1/content/article/" + slug(150))).containsOnly(404);
        assertThat(statuses(300, () -> "/v1/content/article/" + slug(150))).contains(404, 429);
        assertThat(statuses(100, () -> "/v1/content/article/" + slug(150) + "/stats")).contains(429);
        assertThat(statuses(100, () -> "/v1/content/article/" + EntryId.fresh())).contains(429);
        assertThat(statuses(10, () -> "/v1/content/article?author[in]="
                + Stream.generate(() -> slug(100)).limit(20).collect(Collectors.joining(",")))).containsOnly(429);
        assertThat(statuses(10, () -> "/v1/stats?targets=" + Stream.generate(() -> "article:" + EntryId.fresh())
                .limit(100).collect(Collectors.joining(",")))).containsOnly(429);
        assertThat(trackedKeys() - before).isLessThan(300);

        assertThat(edge.get(article.path()).statusCode()).as("what is in memory is served").isEqualTo(200);
    }

    @Test
    void cachedAnswersDoNotCountAsLookups() {
        String absent = "/v1/content/article/gone";
        assertThat(statuses(300, () -> absent)).containsOnly(404);
        assertThat(statuses(300, () -> absent + "/stats")).containsOnly(404);
        assertThat(statuses(10, () -> "/v1/content/article?author[in]=" + "gone,".repeat(19) + "gone"))
                .containsOnly(200);
        String targets = Stream.generate(() -> "article:" + EntryId.fresh()).limit(50).collect(Collectors.joining(","));
        assertThat(statuses(10, () -> "/v1/stats?targets=" + targets)).containsOnly(200);

        String bySlug = "/v1/content/article/" + article.slug();
        String stats = "/v1/stats?targets=article:" + article.id();
        String list = "/v1/content/article?author=gone";
        List<String> inMemory = List.of(absent, absent + "/stats", bySlug, bySlug + "?with=stats", bySlug + "/stats",
                stats,
                list);
        inMemory.forEach(edge::get);
        assertThat(statuses(300, () -> "/v1/content/article/" + slug(150))).contains(429);
        inMemory.forEach(path -> assertThat(edge.get(path).statusCode()).as(path).isIn(200, 404));
    }

    @Test
    void eachKeyCountsAsALookup() {
        PublishedModel model = ContentFixture.MODEL;
        PublishedModel.Type type = model.type("article").orElseThrow();
        Map<String, PublishedModel.Field> filters = new HashMap<>(type.filters());
        List<String> types = List.of("author", "person", "group", "team", "company");
        filters.put("author", new PublishedModel.Field(PublishedModel.ValueKind.REFERENCE, types));
        content.publishModel(new PublishedModel(2, model.locales(), Map.of("article",
                new PublishedModel.Type(type.views(), type.listView(), filters, type.sorts(), type.interactions()))));
        Eventually.holds("the model is known", () -> edge.get("/v1/content/author").statusCode() == 404);
        long before = trackedKeys();
        Eventually.holds("the limit is reached", () -> edge.get("/v1/content/article?author[in]="
                + Stream.generate(() -> slug(100)).limit(20).collect(Collectors.joining(","))).statusCode() == 429);
        assertThat(trackedKeys() - before).isLessThan(300);
    }

    @Test
    void clientsThatFindWhatTheyAskForAreNotLimited() {
        String bySlug = "/v1/content/article/" + article.slug();
        assertThat(statuses(300, () -> article.path() + "/stats")).containsOnly(200);
        assertThat(statuses(300, () -> bySlug)).containsOnly(200);
        assertThat(statuses(300, () -> bySlug + "?with=stats")).containsOnly(200);
        assertThat(statuses(10, () -> "/v1/stats?targets=article:" + article.id())).containsOnly(200);
    }
}
