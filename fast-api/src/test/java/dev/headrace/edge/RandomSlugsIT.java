package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.EntryId;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anonymous requests for what does not exist must not fill Redis, which remembers all keys that it was asked for. */
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
                "HEADRACE_EDGE_ADDRESS_MISSES_BURST", "200"));
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
    void clientsThatFindWhatTheyAskForAreNotLimited() {
        String bySlug = "/v1/content/article/" + article.slug();
        assertThat(statuses(300, () -> article.path() + "/stats")).containsOnly(200);
        assertThat(statuses(300, () -> bySlug)).containsOnly(200);
        assertThat(statuses(300, () -> bySlug + "?with=stats")).containsOnly(200);
        assertThat(statuses(10, () -> "/v1/stats?targets=article:" + article.id())).containsOnly(200);
    }
}
