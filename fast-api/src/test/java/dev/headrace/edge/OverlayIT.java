package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.Overlay;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many documents change in one step. */
class OverlayIT {

    private String redis;
    private ContentFixture content;
    private RunningEdge edge;

    private final Article changed = Article.titled("Old words");
    private final Article removed = Article.titled("Removed");
    private final Article added = Article.titled("Added");
    private final Article changedTo = changed.retitled("New words");

    @BeforeEach
    void start() {
        redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.publishModel();
        content.publish(changed);
        content.publish(removed);
        edge = RunningEdge.start(redis, Map.of());
        edge.awaitOnly(changed, removed);
    }

    @AfterEach
    void stop() {
        edge.close();
        content.close();
    }

    private OverlayFixture overlay() {
        return new OverlayFixture(content, "release").put(changedTo).remove(removed).put(added);
    }

    private void assertBefore() {
        assertThat(edge.get(changed.path()).body()).isEqualTo(changed.json("full"));
        assertThat(edge.get("/v1/content/article/removed").statusCode()).isEqualTo(200);
        assertThat(edge.get(added.path()).statusCode()).isEqualTo(404);
        assertThat(edge.get("/v1/content/article/added").statusCode()).isEqualTo(404);
        edge.awaitOnly(changed, removed);
    }

    private void assertAfter() {
        assertThat(edge.get(changed.path()).body()).isEqualTo(changedTo.json("full"));
        assertThat(edge.get("/v1/content/article/old-words?view=card").body()).isEqualTo(changedTo.json("card"));
        assertThat(edge.get(removed.path()).statusCode()).isEqualTo(404);
        assertThat(edge.get("/v1/content/article/removed").statusCode()).isEqualTo(404);
        assertThat(edge.get(added.path()).body()).isEqualTo(added.json("full"));
        assertThat(edge.get("/v1/content/article/added").body()).isEqualTo(added.json("full"));
        edge.awaitOnly(changedTo, added);
        assertThat(edge.get("/v1/sync").body()).contains(changedTo.json("full"), added.json("full"))
                .doesNotContain(removed.id());
    }

    @Test
    void whatWasUnpublishedMeanwhileIsNotListedAfterwards() {
        OverlayFixture overlay = overlay();
        awaitProcessed(overlay.begin());
        awaitProcessed(content.unpublish(added));
        overlay.fold("before", changed, removed, added);
        awaitProcessed(overlay.end());
        edge.awaitOnly(changedTo);
        assertThat(edge.get("/v1/content/article").body()).contains("\"total\":1");
    }

    private void awaitProcessed(String entry) {
        Eventually.holds("the edge has processed " + entry, () -> {
            byte[] note = content.redis().hget(RedisKeys.EDGES, edge.name());
            return note != null && new String(note, StandardCharsets.UTF_8).startsWith(entry + " ");
        });
    }

    @Test
    void anOverlayIsVisibleFromItsBeginning() {
        OverlayFixture overlay = overlay();
        assertBefore();
        awaitProcessed(overlay.begin());
        assertAfter();
    }

    @Test
    void whatIsFoldedStaysAndCanBeBroughtBack() {
        OverlayFixture overlay = overlay();
        awaitProcessed(overlay.begin());
        OverlayFixture before = overlay.fold("before", changed, removed, added);
        awaitProcessed(overlay.end());
        assertAfter();
        assertThat(content.redis().get(RedisKeys.document(changed.target(), "en", "full")))
                .asString(StandardCharsets.UTF_8).endsWith(changedTo.json("full"));
        assertThat(content.redis().hgetall(new Overlay("before").key(changed.target().partition()))).isNotEmpty();

        awaitProcessed(before.begin());
        assertBefore();
        // The core ends it when it has published all of it again.
        content.publish(changed);
        content.publish(removed);
        awaitProcessed(content.unpublish(added));
        awaitProcessed(before.end());
        assertBefore();
    }

    @Test
    void whatIsPublishedLaterCounts() {
        OverlayFixture overlay = overlay();
        Article later = changed.retitled("Later words");
        content.publish(later);
        awaitProcessed(overlay.begin());
        assertThat(edge.get(changed.path()).body()).isEqualTo(later.json("full"));
        edge.awaitOnly(later, added);

        Article again = added.retitled("Added again");
        awaitProcessed(content.publish(again));
        assertThat(edge.get(added.path()).body()).isEqualTo(again.json("full"));
        edge.awaitOnly(later, again);
        OverlayFixture before = overlay.fold("before", changed, removed, added);
        awaitProcessed(overlay.end());
        edge.awaitOnly(later, again);

        awaitProcessed(before.begin());
        edge.awaitOnly(later, again, removed);
        assertThat(edge.get(added.path()).body()).isEqualTo(again.json("full"));
    }

    @Test
    void anEdgeThatStartsLaterServesTheActiveOverlay() {
        OverlayFixture overlay = overlay();
        awaitProcessed(overlay.begin());
        edge.close();
        edge = RunningEdge.start(redis, Map.of());
        assertAfter();
        content.redis().del(RedisKeys.CHANGES);
        content.publish(Article.titled("Another"));
        Eventually.holds("it has resynchronized", () -> edge.resynchronizations() > 1);
        assertThat(edge.get(changed.path()).body()).isEqualTo(changedTo.json("full"));
    }

    @Test
    void clientsHearOfEachDocumentOnceAndCanResumeBetweenThem() throws InterruptedException {
        OverlayFixture overlay = overlay();
        String token;
        List<String> events = new ArrayList<>();
        try (EventClient client = new EventClient(edge.port(), "")) {
            assertThat(client.nextBlock()).startsWith("retry: ");
            overlay.begin();
            events.add(client.next());
            token = client.takenId();
            events.add(client.next());
            events.add(client.next());
            assertThat(String.join("", events)).contains(changed.id(), removed.id(), added.id());
        }
        try (EventClient client = new EventClient(edge.port(), "", "Last-Event-ID", token)) {
            assertThat(client.next()).isEqualTo(events.get(1));
            assertThat(client.next()).isEqualTo(events.get(2));
        }
    }

    /** A reader who has seen something new sees nothing old any more, in documents and lists. */
    @Test
    void noReaderSeesAPartOfAnOverlay() {
        List<Article> articles = IntStream.range(0, 40).mapToObj(i -> Article.titled("Many " + i)).toList();
        articles.forEach(content::publish);
        Eventually.holds("all are listed", () -> edge.get("/v1/content/article").body().contains("\"total\":42"));
        for (int round = 0; round < 5; round++) {
            String title = "Round " + round + " ";
            OverlayFixture overlay = new OverlayFixture(content, "round-" + round);
            articles.forEach(article -> overlay.put(article.retitled(title)));
            AtomicBoolean over = new AtomicBoolean();
            List<CompletableFuture<Void>> readers = IntStream.range(0, 4).mapToObj(
                    seed -> CompletableFuture.runAsync(() -> read(articles, title, seed, over))).toList();
            String begun = overlay.begin();
            awaitProcessed(begun);
            over.set(true);
            readers.forEach(CompletableFuture::join);
            overlay.fold("before-" + round, articles.toArray(Article[]::new));
            awaitProcessed(overlay.end());
        }
    }

    private void read(List<Article> articles, String title, int seed, AtomicBoolean over) {
        boolean seen = false;
        for (int i = seed; !over.get() || !seen; i++) {
            String body = i % 3 == 0
                    ? edge.get("/v1/content/article?limit=50&sort=" + (i % 2 == 0 ? "title" : "-title")).body()
                    : edge.get(articles.get(7 * i % articles.size()).path()).body();
            int fresh = body.split("\"title\":\"" + title, -1).length - 1;
            int all = body.split("\"title\":\"(Many|Round)", -1).length - 1;
            assertThat(fresh).as(body).isIn(0, all);
            assertThat(seen && fresh == 0).as("older than before: %s", body).isFalse();
            seen = fresh > 0;
        }
    }
}
