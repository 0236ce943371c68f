package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.Frame;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackingIT {

    private ContentFixture content;
    private RunningEdge edge;

    @BeforeEach
    void start() {
        String redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.publishModel();
        edge = RunningEdge.start(redis, Map.of());
    }

    @AfterEach
    void stop() {
        edge.close();
        content.close();
    }

    @Test
    void deadEdgesAreRemovedWhenAnotherEdgeStarts() {
        content.redis().hset(RedisKeys.EDGES, "killed",
                "1700000000000-0 1700000000000".getBytes(StandardCharsets.UTF_8));

        try (RunningEdge other = RunningEdge.start(Backends.redis().url(), Map.of())) {
            Eventually.holds("the new edge is listed",
                    () -> content.redis().hexists(RedisKeys.EDGES, other.name()));
            assertThat(content.redis().hexists(RedisKeys.EDGES, "killed")).isFalse();
        }
        assertThat(content.redis().hexists(RedisKeys.EDGES, edge.name())).isTrue();
    }

    @Test
    void nothingIsServedWithoutAModel() {
        content.redis().del(RedisKeys.MODEL);
        Eventually.holds("the edge has no model", () -> edge.get("/v1/content/article").statusCode() == 503);
        assertThat(edge.get("/v1/content/article").headers().firstValue("Retry-After")).isPresent();
        content.publishModel();
        Eventually.holds("the model is known", () -> edge.get("/v1/content/article").statusCode() == 200);
    }

    /** Published documents must not count as removed only because Redis does not have them. */
    @Test
    void whatRedisHasLostIsServedStaleOrLaterUntilItIsRestored() {
        Article read = Article.titled("Read before");
        Article ended = Article.titled("Unpublished meanwhile");
        Article unread = Article.titled("Not read before");
        List.of(read, ended, unread).forEach(content::publish);
        Article unknown = Article.titled("Never published");
        List<String> stale = List.of(read.path(), "/v1/content/article/read-before", ended.path(),
                "/v1/content/article");
        List<String> unavailable = List.of(unread.path(), unknown.path(), "/v1/content/article/not-read-before",
                unread.path() + "/stats", "/v1/content/article?view=full", "/v1/redirects", "/v1/sync");
        edge.awaitOnly(read, ended, unread);
        stale.forEach(path -> assertThat(edge.get(path).statusCode()).as(path).isEqualTo(200));

        content.redis().flushall();
        assertRestoring(stale, unavailable);
        content.beginRewriting("second");
        assertRestoring(stale, unavailable);
        HttpResponse<String> view = edge.send("POST", unread.path() + "/views", "");
        assertThat(view.statusCode()).as(view.body()).isEqualTo(503);

        content.publish(unread);
        content.unpublish(ended);
        Eventually.holds("what is restored is served", () -> edge.get(unread.path()).statusCode() == 200);
        assertThat(edge.get(unread.path()).headers().firstValue("Headrace-Stale")).isEmpty();
        Eventually.holds("what is unpublished is not", () -> edge.get(ended.path()).statusCode() == 404);
        assertThat(edge.get(read.path()).headers().firstValue("Headrace-Stale")).contains("true");

        content.redis().del(RedisKeys.REWRITING);
        Eventually.holds("what is still missing is removed", () -> edge.get(read.path()).statusCode() == 404);
        assertThat(edge.get(unknown.path()).statusCode()).isEqualTo(404);
        edge.awaitOnly(unread);
    }

    private void assertRestoring(List<String> stale, List<String> unavailable) {
        Eventually.holds("the loss is noticed",
                () -> edge.get(stale.getFirst()).headers().firstValue("Headrace-Stale").isPresent());
        for (String path : stale) {
            HttpResponse<String> answer = edge.get(path);
            assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Headrace-Stale")).as(path).contains("true");
        }
        for (String path : unavailable) {
            HttpResponse<String> answer = edge.get(path);
            assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).as(path).contains("5");
        }
    }

    @Test
    void coreIsNotifiedOnceAChangeIsVisible() {
        Article article = Article.titled("Announced");
        content.publish(article);
        assertThat(edge.get(article.path()).statusCode()).isEqualTo(200);
        for (int i = 0; i < 50; i++) {
            Article changed = article.retitled("Announced " + i);
            String announced = content.publish(changed);
            Eventually.holds("the edge has processed the change", () -> heartbeat().startsWith(announced + " "));
            assertThat(edge.get(article.path()).body()).isEqualTo(changed.json("full"));
            assertThat(edge.get("/v1/content/article/announced").body()).isEqualTo(changed.json("full"));
            assertThat(edge.get("/v1/content/article").body()).contains(changed.json("card"));
        }
    }

    /** The second response to the same request is sent without being handled. */
    private HttpResponse<String> second(String path) {
        edge.get(path);
        return edge.get(path);
    }

    @Test
    void preparedResponsesEndWithWhatTheySent() {
        Article article = Article.titled("Prepared");
        String slug = "/v1/content/article/prepared";
        content.publish(article);
        assertThat(second(article.path()).statusCode()).isEqualTo(200);
        assertThat(second(slug).statusCode()).isEqualTo(200);
        assertThat(second(slug + "?view=card").statusCode()).isEqualTo(200);

        Article renamed = new Article(article.id(), "renamed", article.title(), article.date(), article.minutes(),
                article.format(), article.featured(), article.author());
        content.publish(renamed);
        content.rename(renamed, "prepared");
        Eventually.holds("the slug has moved", () -> second(slug).statusCode() == 301);
        assertThat(second("/v1/content/article/renamed").statusCode()).isEqualTo(200);

        content.end(renamed, version -> Frame.gone(version, null));
        Eventually.holds("it is gone", () -> second(article.path()).statusCode() == 410);
        Eventually.holds("it is gone by its slug", () -> second("/v1/content/article/renamed").statusCode() == 410);

        content.publish(article);
        Eventually.holds("it is back", () -> second(slug + "?view=card").statusCode() == 200);
        content.unpublish(article);
        Eventually.holds("it is not found", () -> second(slug + "?view=card").statusCode() == 404);

        content.publish(article);
        Eventually.holds("it is back again", () -> second(slug + "?view=card").statusCode() == 200);
        content.redis().del(RedisKeys.MODEL);
        Eventually.holds("there is no model", () -> second(slug + "?view=card").statusCode() == 503);
    }

    @Test
    void heartbeatIsUpdatedAndRemovedOnShutdown() {
        Eventually.holds("the edge is listed", () -> !heartbeat().isEmpty());
        String first = heartbeat();
        Eventually.holds("the heartbeat is updated", () -> !heartbeat().equals(first));
        RunningEdge other = RunningEdge.start(Backends.redis().url(), Map.of());
        Eventually.holds("the other edge is listed",
                () -> content.redis().hexists(RedisKeys.EDGES, other.name()));
        other.close();
        assertThat(content.redis().hexists(RedisKeys.EDGES, other.name())).isFalse();
        assertThat(content.redis().hexists(RedisKeys.EDGES, edge.name())).isTrue();
    }

    @Test
    void heartbeatUsesTheRedisClockAndLargeDriftBlocksReadiness() {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));
        try (RunningEdge other = RunningEdge.startUnready(Backends.redis().url(), Map.of(), ahead)) {
            Eventually.holds("the other edge is listed",
                    () -> content.redis().hexists(RedisKeys.EDGES, other.name()));
            String note = new String(content.redis().hget(RedisKeys.EDGES, other.name()), StandardCharsets.UTF_8);
            assertThat(Instant.ofEpochMilli(Long.parseLong(note.substring(note.indexOf(' ') + 1))))
                    .isBefore(Instant.now().plus(Duration.ofHours(1)));
            assertThat(other.management("/readyz").statusCode()).isEqualTo(503);
            assertThat(other.management("/readyz").body()).contains("more than a day off");
            assertThat(other.management("/metrics").body()).containsPattern("edge_clock_drift_seconds 172(799|800)");
        }
        Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofHours(-2));
        try (RunningEdge other = RunningEdge.startUnready(Backends.redis().url(), Map.of(), behind)) {
            Eventually.holds("the edge is ready", () -> other.management("/readyz").statusCode() == 200);
        }
    }

    private String heartbeat() {
        byte[] note = content.redis().hget(RedisKeys.EDGES, edge.name());
        return note == null ? "" : new String(note, StandardCharsets.UTF_8);
    }
}
