package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.EntryId;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs keep copies of published documents with {@code /v1/sync}. */
class SyncIT {

    private static final Map<String, String> LIMITS = Map.of("HEADRACE_EDGE_MAX_SYNCS", "2",
            "HEADRACE_EDGE_RESPONSE_SECONDS", "1", "HEADRACE_EDGE_ADDRESS_SYNCS_PER_SECOND", "0");

    @TempDir
    private Path folder;
    private String redis;
    private ContentFixture content;

    @BeforeEach
    void start() {
        redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.redis().set(RedisKeys.EPOCH, "one".getBytes(UTF_8));
        content.publishModel();
    }

    @AfterEach
    void stop() {
        content.close();
    }

    private RunningEdge edge() {
        return RunningEdge.start(redis, LIMITS);
    }

    private static List<String> sync(RunningEdge edge, String query) {
        HttpResponse<String> response = edge.get("/v1/sync" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body().lines().toList();
    }

    private static String token(List<String> lines) {
        assertThat(lines.getLast()).startsWith("{\"next\":\"").endsWith("\"}");
        return lines.getLast().substring(9, lines.getLast().length() - 2);
    }

    private static List<String> documents(List<String> lines) {
        return lines.subList(0, lines.size() - 1);
    }

    private static String put(Article article, String view) {
        return "{\"put\":" + article.json(view) + "}";
    }

    private static String delete(Article article) {
        return "{\"delete\":{\"id\":\"" + article.id() + "\",\"type\":\"article\"}}";
    }

    @Test
    void aFullSynchronizationHasAllDocumentsOfTheTypesAndTheLocale() {
        List<Article> articles = Stream.generate(() -> Article.titled("Existing")).limit(120).toList();
        articles.forEach(article -> content.write(article, "en"));
        Article german = Article.titled("Deutsch");
        content.write(german, "de");
        String author = EntryId.fresh().toString();
        content.publishAuthor(author, "ada");
        try (RunningEdge edge = edge()) {
            HttpResponse<String> response = edge.get("/v1/sync?types=article&view=card");
            assertThat(response.headers().firstValue("Content-Type")).contains("application/x-ndjson");
            assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
            assertThat(documents(response.body().lines().toList()))
                    .containsExactlyElementsOf(articles.stream().sorted(Comparator.comparing(Article::id))
                            .map(article -> put(article, "card")).toList());

            assertThat(documents(sync(edge, "?locale=de"))).containsExactly(put(german, "full"));
            assertThat(documents(sync(edge, ""))).hasSize(121).anyMatch(line -> line.contains(author));

            HttpResponse<String> head = edge.send("HEAD", "/v1/sync", "");
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("Content-Type")).contains("application/x-ndjson");
            assertThat(edge.send("POST", "/v1/sync", "").statusCode()).isEqualTo(405);
            assertThat(edge.metric("headrace_edge_syncs")).isZero();
        }
    }

    @Test
    void laterSynchronizationsHaveEachChangedDocumentOnce() {
        Article kept = Article.titled("Kept");
        Article changed = Article.titled("Changed");
        Article removed = Article.titled("Removed");
        Article restored = Article.titled("Restored");
        Stream.of(kept, changed, removed, restored).forEach(content::publish);
        try (RunningEdge edge = edge()) {
            String token = token(sync(edge, ""));
            assertThat(documents(sync(edge, "?after=" + token))).isEmpty();

            content.publish(changed);
            content.publish(changed.retitled("Changed twice"));
            content.unpublish(removed);
            content.unpublish(restored);
            content.publish(restored);
            Article added = Article.titled("Added");
            content.publish(added, "de");
            content.publish(added);
            Eventually.passes("all changes", () -> assertThat(documents(sync(edge, "?after=" + token)))
                    .containsExactly(put(changed.retitled("Changed twice"), "full"), delete(removed),
                            put(restored, "full"), put(added, "full")));
            List<String> lines = sync(edge, "?view=card&types=article&after=" + token);
            assertThat(lines).contains(put(added, "card"));
            assertThat(documents(sync(edge, "?after=" + token(lines)))).isEmpty();
            assertThat(documents(sync(edge, "?locale=de&after=" + token))).containsExactly(put(added, "full"));
            assertThat(documents(sync(edge, "?types=author&after=" + token))).isEmpty();
        }
    }

    @Test
    void withdrawnDocumentsAreSynchronizedButNotListed() {
        Article withdrawn = Article.titled("Withdrawn");
        Article other = Article.titled("Listed");
        content.withdraw(withdrawn);
        content.publish(other);
        try (RunningEdge edge = edge()) {
            List<String> lines = sync(edge, "");
            assertThat(documents(lines)).contains(put(withdrawn, "full")).hasSize(2);
            assertThat(edge.get("/v1/content/article").body()).contains("\"total\":1").doesNotContain("Withdrawn");

            content.withdraw(other);
            Eventually.holds("it is not listed",
                    () -> edge.get("/v1/content/article?format=essay").body().contains("\"total\":0"));
            Eventually.passes("it is synchronized", () -> assertThat(documents(sync(edge, "?after=" + token(lines))))
                    .containsExactly(put(other, "full")));
            assertThat(documents(sync(edge, ""))).hasSize(2);
            content.publish(withdrawn);
            Eventually.holds("it is listed again",
                    () -> edge.get("/v1/content/article").body().contains("\"total\":1"));
        }
    }

    @Test
    void aFrameThatThisVersionDoesNotKnowCountsAsRemoved() {
        Article article = Article.titled("Gone");
        content.publish(article);
        try (RunningEdge edge = edge()) {
            String token = token(sync(edge, ""));
            String key = RedisKeys.document(article.target(), "en", "full");
            byte[] frame = content.redis().get(key);
            frame[1] = 'Z';
            content.redis().set(key, frame);
            content.announce(article, 1);
            Eventually.passes("it is removed", () -> assertThat(documents(sync(edge, "?after=" + token)))
                    .containsExactly(delete(article)));
        }
    }

    @Test
    void invalidParametersAreRejected() {
        try (RunningEdge edge = edge()) {
            assertThat(edge.get("/v1/sync?types=article,nothing").body()).contains("\"status\":400", "'nothing'",
                    "article, author");
            assertThat(edge.get("/v1/sync?types=").statusCode()).isEqualTo(400);
            assertThat(edge.get("/v1/sync?view=card").body()).contains("\"status\":400", "'author' has only full");
            assertThat(edge.get("/v1/sync?locale=fr").statusCode()).isEqualTo(400);
            assertThat(edge.get("/v1/sync?limit=3").statusCode()).isEqualTo(400);
            assertThat(edge.get("/v1/sync?after=x").body()).contains("\"status\":400", "\"pointer\":\"/after\"");
            assertThat(edge.get("/v1/sync?after=" + token(sync(edge, "")) + "A").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aTokenSurvivesWhatEndsTheChangeStreamButNotANewEpoch() {
        Article article = Article.titled("Rebuilt");
        Article removed = Article.titled("Removed");
        content.publish(article);
        content.publish(removed);
        Map<String, String> variables = Map.of("HEADRACE_EDGE_DATA_DIR", folder.toString(),
                "HEADRACE_EDGE_ADDRESS_SYNCS_PER_SECOND", "0");
        String token;
        try (RunningEdge edge = RunningEdge.start(redis, variables)) {
            token = token(sync(edge, ""));
            content.unpublish(removed);
            for (int i = 0; i < 12; i++) {
                // As a rebuild announces more documents than the stream keeps.
                String before = token(sync(edge, "?after=" + token));
                content.announce(article, 1_000);
                Eventually.holds("the edge has read them", () -> !token(sync(edge, "?after=" + token)).equals(before)
                        && edge.metric("headrace_edge_follower_lag") == 0);
            }
            content.redis().xtrim(RedisKeys.CHANGES, 1);
            Eventually.passes("the token works", () -> assertThat(documents(sync(edge, "?after=" + token)))
                    .containsExactly(delete(removed), put(article, "full")));
            assertThat(edge.resynchronizations()).isOne();
        }
        try (RunningEdge restarted = RunningEdge.start(redis, variables)) {
            assertThat(documents(sync(restarted, "?after=" + token))).containsExactly(delete(removed),
                    put(article, "full"));
        }
        try (RunningEdge other = edge()) {
            assertThat(other.get("/v1/sync?after=" + token).body()).contains("\"status\":410",
                    "Synchronize from scratch");
            content.redis().set(RedisKeys.EPOCH, "two".getBytes(UTF_8));
            String current = token(sync(other, ""));
            Eventually.holds("the epoch has changed",
                    () -> other.get("/v1/sync?after=" + current).statusCode() == 410);
        }
    }

    @Test
    void aNewEdgeHasTheChangesThatAreStillInTheStream() {
        Article removed = Article.titled("Removed");
        content.publish(removed);
        String token;
        try (RunningEdge edge = edge()) {
            token = token(sync(edge, ""));
        }
        content.unpublish(removed);
        try (RunningEdge edge = edge()) {
            assertThat(documents(sync(edge, "?after=" + token))).containsExactly(delete(removed));
        }
    }

    @Test
    void clientsThatDoNotReadAreDisconnectedAndOthersAreServed() throws IOException {
        for (int i = 0; i < 200; i++) {
            Article article = Article.titled("Large");
            content.write(article.retitled("x".repeat(100_000)), "en");
        }
        try (RunningEdge edge = edge(); RawClient stuck = new RawClient(edge.port())) {
            stuck.send("GET /v1/sync HTTP/1.1\r\nHost: x\r\n\r\n");
            Eventually.holds("it runs", () -> edge.metric("headrace_edge_syncs") == 1);
            // Half of the synchronizations are for one client.
            assertThat(edge.get("/v1/sync").statusCode()).isEqualTo(429);
            Eventually.holds("it is disconnected", () -> edge.metric("headrace_edge_syncs") == 0);
            assertThat(edge.metric("headrace_edge_connections_timed_out_total")).isPositive();
            assertThat(stuck.readToEnd()).doesNotContain("\"next\"");
            assertThat(documents(sync(edge, ""))).hasSize(200);
        }
    }
}
