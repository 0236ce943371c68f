package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.EntryId;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.RedisBackend;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RedisUnavailableIT {

    /** The command timeout of the edge: faster failures did not wait for Redis. */
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    @Test
    @Tag("ends-servers")
    void cachedContentIsServedStaleAndOtherRequestsFailFast() {
        RedisBackend redis = Backends.redis();
        Article cached = Article.titled("Cached");
        Article elsewhere = Article.titled("Elsewhere");
        Tokens tokens = new Tokens();
        try (ContentFixture content = new ContentFixture(redis.freshUrl());
                RunningEdge edge = RunningEdge.start(redis.url(),
                        Map.of("HEADRACE_JWT_KEYS_FILE", tokens.keysFile().toString()))) {
            content.publishModel();
            content.publish(cached);
            content.publish(elsewhere);
            read(edge, cached);

            redis.kill();
            Eventually.holds("the edge has noticed",
                    () -> edge.get(cached.path()).headers().firstValue("Headrace-Stale").isPresent());
            assertServedStale(edge, cached);
            assertFailsFast(edge, cached, elsewhere, tokens.of("anna"));
            assertThat(edge.management("/readyz").statusCode()).isEqualTo(200);
            Eventually.passes("health names Redis",
                    () -> assertThat(edge.management("/readyz").body()).contains("Redis is unavailable: "));

            redis.start();
            Eventually.passes("the edge has recovered", () -> assertServedFresh(edge, cached, elsewhere));
            Article changed = cached.retitled("Changed after the restart");
            Eventually.passes("the fixture has reconnected", () -> content.publish(changed));
            Eventually.holds("changes are tracked again",
                    () -> edge.get(cached.path()).body().equals(changed.json("full")));
        }
    }

    /** Reads a document, its tallies and a list into the near cache. */
    private static void read(RunningEdge edge, Article article) {
        Eventually.holds("the model is known", () -> edge.get(article.path()).statusCode() == 200);
        assertThat(edge.get("/v1/content/article/" + article.slug() + "?with=stats").statusCode()).isEqualTo(200);
        Eventually.holds("both are listed",
                () -> edge.get("/v1/content/article?limit=50").body().contains("\"total\":2,"));
    }

    /** The index is local, so a list needs only its documents from Redis. */
    private static void assertServedStale(RunningEdge edge, Article cached) {
        assertThat(edge.get(cached.path()).body()).isEqualTo(cached.json("full"));
        for (String path : List.of(cached.path(), "/v1/content/article/" + cached.slug() + "?with=stats",
                "/v1/content/article?limit=50", "/v1/content/article?sort=title")) {
            HttpResponse<String> stale = edge.get(path);
            assertThat(stale.statusCode()).as(path).isEqualTo(200);
            assertThat(stale.headers().firstValue("Headrace-Stale")).as(path).contains("true");
        }
    }

    private static void assertFailsFast(RunningEdge edge, Article cached, Article elsewhere, String token) {
        Instant before = Instant.now();
        for (HttpResponse<String> rejected : List.of(edge.get(elsewhere.path()),
                edge.get("/v1/content/article?sort=title&view=full"),
                edge.send("POST", cached.path() + "/views", ""),
                edge.send("PUT", cached.path() + "/reactions/like", "", "Authorization", "Bearer " + token),
                edge.get("/v1/receipts/" + EntryId.fresh()))) {
            assertThat(rejected.statusCode()).as(rejected.uri().toString()).isEqualTo(503);
            assertThat(rejected.headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(Duration.between(before, Instant.now())).isLessThan(TIMEOUT);
    }

    private static void assertServedFresh(RunningEdge edge, Article cached, Article elsewhere) {
        HttpResponse<String> fresh = edge.get(cached.path());
        assertThat(fresh.statusCode()).isEqualTo(200);
        assertThat(fresh.headers().firstValue("Headrace-Stale")).isEmpty();
        assertThat(edge.get(elsewhere.path()).statusCode()).isEqualTo(200);
    }

    /** A request that waits for Redis is not idle, and what fails does not count as a lookup that finds nothing. */
    @Test
    void staleContentIsServedHoweverManyRequestsFail() throws IOException {
        String url = Backends.redis().freshUrl();
        Article cached = Article.titled("Cached");
        try (ContentFixture content = new ContentFixture(url);
                StallingProxy proxy = new StallingProxy(url);
                RunningEdge edge = RunningEdge.start(proxy.url(), Map.of("HEADRACE_EDGE_IDLE_SECONDS", "1",
                        "HEADRACE_EDGE_ADDRESS_MISSES_PER_SECOND", "1", "HEADRACE_EDGE_ADDRESS_MISSES_BURST", "200"))) {
            content.publishModel();
            content.publish(cached);
            String bySlug = "/v1/content/article/" + cached.slug();
            List<String> stale = List.of(cached.path(), bySlug, bySlug + "?with=stats", bySlug + "/stats");
            Eventually.holds("the article is listed",
                    () -> edge.get("/v1/content/article").body().contains(cached.id()));
            stale.forEach(path -> assertThat(edge.get(path).statusCode()).as(path).isEqualTo(200));

            proxy.stall();
            for (int i = 0; i < 300; i++) {
                try (RawClient client = new RawClient(edge.port())) {
                    assertThat(client.send("GET /v1/content/article/" + EntryId.fresh()
                            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").readToEnd())
                            .startsWith("HTTP/1.1 503 ");
                }
            }
            for (String path : stale) {
                HttpResponse<String> response = edge.get(path);
                assertThat(response.statusCode()).as(path).isEqualTo(200);
                assertThat(response.headers().firstValue("Headrace-Stale")).as(path).contains("true");
            }
        }
    }

    @Test
    void rejectedRedisWritesDoNotAffectReads() {
        String url = Backends.redis().freshUrl();
        Article article = Article.titled("Full");
        try (ContentFixture content = new ContentFixture(url); RunningEdge edge = RunningEdge.start(url, Map.of())) {
            content.publishModel();
            content.publish(article);
            Eventually.holds("the model is known", () -> edge.get(article.path()).statusCode() == 200);
            String limit = content.redis().configGet("maxmemory").get("maxmemory");
            content.redis().configSet("maxmemory", "1");
            try {
                HttpResponse<String> rejected = edge.send("POST", article.path() + "/views", "");
                assertThat(rejected.statusCode()).isEqualTo(503);
                assertThat(rejected.headers().firstValue("Retry-After")).isPresent();
                assertThat(edge.get(article.path() + "/stats").statusCode()).isEqualTo(200);
            } finally {
                content.redis().configSet("maxmemory", limit);
            }
            assertThat(edge.send("POST", article.path() + "/views", "").statusCode()).isEqualTo(202);
        }
    }

    @Test
    @Tag("ends-servers")
    void startsWithoutRedisAndServesOnceItIsAvailable() {
        RedisBackend redis = Backends.redis();
        String url = redis.freshUrl();
        Article article = Article.titled("Patience");
        try (ContentFixture content = new ContentFixture(url)) {
            content.publishModel();
            content.publish(article);
        }
        redis.stop();
        try (RunningEdge edge = RunningEdge.startUnready(url, Map.of())) {
            assertThat(edge.management("/healthz").statusCode()).isEqualTo(200);
            assertThat(edge.management("/readyz").statusCode()).isEqualTo(503);
            HttpResponse<String> rejected = edge.get(article.path());
            assertThat(rejected.statusCode()).isEqualTo(503);
            assertThat(rejected.headers().firstValue("Retry-After")).isPresent();

            redis.start();
            Eventually.holds("the document is served", () -> edge.get(article.path()).statusCode() == 200);
            Eventually.holds("the edge is ready", () -> edge.management("/readyz").statusCode() == 200);
        }
    }

    @Test
    void unresponsiveRedisIsDroppedWithinSecondsAndThenFailsFast() throws IOException {
        String url = Backends.redis().freshUrl();
        Article cached = Article.titled("Cached");
        Article elsewhere = Article.titled("Elsewhere");
        try (ContentFixture content = new ContentFixture(url);
                StallingProxy proxy = new StallingProxy(url);
                RunningEdge edge = RunningEdge.start(proxy.url(), Map.of())) {
            content.publishModel();
            content.publish(cached);
            content.publish(elsewhere);
            // Until then, the edge may still expire cached entries when it resynchronizes.
            Eventually.holds("both are listed",
                    () -> edge.get("/v1/content/article?limit=50&view=card").body().contains("\"total\":2,"));
            assertThat(edge.get(cached.path()).statusCode()).isEqualTo(200);

            proxy.stall();
            Instant before = Instant.now();
            assertThat(edge.get(elsewhere.path()).statusCode()).isEqualTo(503);
            assertThat(Duration.between(before, Instant.now())).isLessThan(TIMEOUT.multipliedBy(2));
            Instant afterwards = Instant.now();
            assertThat(edge.get(elsewhere.path()).statusCode()).isEqualTo(503);
            assertThat(Duration.between(afterwards, Instant.now())).isLessThan(TIMEOUT);
            // The heartbeat may detect it later than the requests.
            Eventually.holds("cached content is marked stale", () -> edge.get(cached.path()).headers()
                    .firstValue("Headrace-Stale").filter("true"::equals).isPresent());

            proxy.resume();
            Eventually.holds("the edge has recovered", () -> edge.get(elsewhere.path()).statusCode() == 200);
        }
    }
}
