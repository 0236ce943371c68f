package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.EntryId;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs hear of changes with {@code /v1/changes}. */
class ChangesIT {

    private final Article article = Article.titled("Article");
    private String redis;
    private ContentFixture content;
    private RunningEdge edge;

    @BeforeEach
    void start() {
        redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.redis().set(RedisKeys.EPOCH, "one".getBytes(UTF_8));
        content.publishModel();
        edge = edge();
    }

    private RunningEdge edge() {
        return RunningEdge.start(redis, Map.of("HEADRACE_EDGE_MAX_CHANGE_STREAMS", "3",
                "HEADRACE_EDGE_CHANGES_BEHIND", "2000", "HEADRACE_EDGE_HEARTBEAT_SECONDS", "2",
                "HEADRACE_EDGE_RESPONSE_SECONDS", "1", "HEADRACE_EDGE_IDLE_SECONDS", "1",
                "HEADRACE_EDGE_SHUTDOWN_SECONDS", "60"));
    }

    @AfterEach
    void stop() {
        edge.close();
        content.close();
    }

    private EventClient client(String query, String... headers) {
        return new EventClient(edge.port(), query, headers);
    }

    private static String event(Article article, String locale, String change) {
        return "event: change\ndata: {\"type\":\"article\",\"id\":\"" + article.id() + "\",\"locale\":\"" + locale
                + "\",\"change\":\"" + change + "\",\"version\":";
    }

    private static void assertReset(EventClient client) throws InterruptedException {
        assertThat(client.next()).isEqualTo("event: reset\ndata: {}\n");
    }

    @Test
    void aDamagedFrameStopsNobody() throws InterruptedException {
        content.publish(article);
        Eventually.holds("it is served", () -> edge.get(article.path()).statusCode() == 200);
        try (EventClient client = client("")) {
            assertThat(client.nextBlock()).startsWith("retry: ");
            content.redis().set(RedisKeys.document(article.target(), "en", "full"), "damaged".getBytes(UTF_8));
            content.announce(article, 1);
            Article other = Article.titled("Other");
            content.publish(other);
            String last = "";
            String event = client.next();
            while (event.contains(article.id())) {
                last = event;
                event = client.next();
            }
            assertThat(last).contains("\"change\":\"delete\"");
            assertThat(event).startsWith(event(other, "en", "put"));
            assertThat(edge.get("/v1/sync").body()).contains(other.id()).doesNotContain(article.id())
                    .containsPattern("\\{\"next\":\"[^\"]+\"}\n$");
        }
    }

    @Test
    void eachClientHearsOfTheChangesThatItWants() throws InterruptedException {
        try (EventClient all = client("");
                EventClient german = client("?types=article&locale=de");
                EventClient authors = client("?types=author")) {
            assertThat(all.response().headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(all.response().headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(all.nextBlock()).startsWith("retry: ");

            content.publish(article);
            content.publish(article, "de");
            assertThat(all.next()).startsWith(event(article, "en", "put"));
            assertThat(all.next()).startsWith(event(article, "de", "put"));
            content.unpublish(article);
            String author = EntryId.fresh().toString();
            content.publishAuthor(author, "ada");
            assertThat(all.next()).startsWith(event(article, "en", "delete"));
            assertThat(all.next()).contains(author);
            assertThat(german.next()).startsWith(event(article, "de", "put"));
            assertThat(authors.next()).contains(author);
            assertThat(edge.metric("headrace_edge_change_streams")).isEqualTo(3);
            assertThat(edge.metric("headrace_edge_change_events_total")).isEqualTo(6);

            HttpResponse<String> refused = edge.get("/v1/changes");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        }
        Eventually.holds("clients that have gone are noticed",
                () -> edge.metric("headrace_edge_change_streams") == 0);
    }

    @Test
    void anIdleStreamStaysOpenAndItsPositionAdvances() throws InterruptedException {
        try (EventClient authors = client("?types=author")) {
            assertThat(authors.nextBlock()).startsWith("retry: ");
            assertThat(authors.nextBlock()).isEmpty();
            for (int i = 0; i < 2; i++) {
                assertThat(authors.nextBlock()).isEqualTo(":\n");
            }
            String before = authors.lastId();
            content.publish(article);
            Eventually.holds("the position has advanced", () -> !authors.lastId().equals(before));
            content.publishAuthor(EntryId.fresh().toString(), "ada");
            assertThat(authors.next()).contains("author");
        }
    }

    @Test
    void aClientResumesWhereItsStreamOrSynchronizationEnded() throws InterruptedException {
        String id;
        try (EventClient client = client("")) {
            content.publish(article);
            assertThat(client.next()).startsWith(event(article, "en", "put"));
            id = client.lastId();
        }
        Article second = Article.titled("Second");
        content.publish(article);
        content.publish(second);
        content.unpublish(article);
        String removal = "{\"delete\":{\"id\":\"" + article.id();
        Eventually.holds("the edge has all changes", () -> {
            String body = edge.get("/v1/sync?after=" + id).body();
            return body.contains(second.id()) && body.indexOf(removal) > body.indexOf(second.id());
        });
        String sync = edge.get("/v1/sync?after=" + id).body();
        String token = sync.substring(sync.indexOf("\"next\":\"") + 8, sync.lastIndexOf('"'));
        try (EventClient resumed = client("?after=" + token, "Last-Event-ID", id);
                EventClient synchronizedBefore = client("?after=" + token)) {
            awaitEvent(resumed, event(second, "en", "put"));
            awaitEvent(resumed, event(article, "en", "delete"));
            content.publish(article, "de");
            assertThat(synchronizedBefore.next()).startsWith(event(article, "de", "put"));
        }
        try (RunningEdge other = edge(); EventClient resumed = new EventClient(other.port(), "", "Last-Event-ID", id)) {
            assertThat(resumed.next()).as("from the journal").startsWith(event(second, "en", "put"));
            assertThat(resumed.next()).startsWith(event(article, "en", "delete"));
            assertThat(resumed.next()).startsWith(event(article, "de", "put"));
            content.publish(second);
            assertThat(resumed.next()).startsWith(event(second, "en", "put"));
            assertThat(other.metric("headrace_edge_change_resets_total")).isZero();
        }
    }

    /** Changes are repeated if they have been made in quick succession. */
    private static void awaitEvent(EventClient client, String event) throws InterruptedException {
        while (!client.next().startsWith(event)) {
            // an earlier event
        }
    }

    @Test
    void aClientThatCannotResumeIsReset() throws InterruptedException {
        String id;
        try (EventClient client = client("")) {
            assertThat(client.nextBlock()).startsWith("retry: ");
            content.publish(article);
            assertThat(client.next()).startsWith(event(article, "en", "put"));
            id = client.lastId();
            content.redis().set(RedisKeys.EPOCH, "two".getBytes(UTF_8));
            assertReset(client);
            content.publish(article);
            assertThat(client.next()).startsWith(event(article, "en", "put"));
        }
        try (EventClient old = client("", "Last-Event-ID", id); EventClient other = client("", "Last-Event-ID", "7")) {
            assertReset(old);
            assertReset(other);
            content.publish(article);
            assertThat(old.next()).startsWith(event(article, "en", "put"));
        }
        assertThat(edge.metric("headrace_edge_change_resets_total")).isEqualTo(3);
    }

    @Test
    void invalidParametersAreRejected() {
        assertThat(edge.get("/v1/changes?types=nothing").statusCode()).isEqualTo(400);
        assertThat(edge.get("/v1/changes?locale=fr").statusCode()).isEqualTo(400);
        assertThat(edge.get("/v1/changes?view=card").statusCode()).isEqualTo(400);
        assertThat(edge.get("/v1/changes?after=7").statusCode()).isEqualTo(400);
        assertThat(edge.send("HEAD", "/v1/changes", "").headers().firstValue("Content-Type"))
                .contains("text/event-stream");
        assertThat(edge.send("DELETE", "/v1/changes", "").statusCode()).isEqualTo(405);
        assertThat(edge.metric("headrace_edge_change_streams")).isZero();
    }

    @Test
    void aClientThatDoesNotReadIsDisconnectedAndOthersHearOfEverything() throws Exception {
        try (RawClient stuck = new RawClient(edge.port()); EventClient other = client("?locale=de")) {
            stuck.send("GET /v1/changes HTTP/1.1\r\nHost: x\r\n\r\n");
            Eventually.holds("both are open", () -> edge.metric("headrace_edge_change_streams") == 2);
            Eventually.holds("one is disconnected", () -> {
                // More than the stream has at once would be a gap.
                if (edge.metric("headrace_edge_follower_lag") == 0) {
                    content.announce(article, 1_000);
                }
                Thread.sleep(150);
                return edge.metric("headrace_edge_change_streams") == 1;
            });
            assertThat(edge.metric("headrace_edge_change_streams_slow_total")
                    + edge.metric("headrace_edge_connections_timed_out_total")).isPositive();
            content.publish(article, "de");
            awaitEvent(other, event(article, "de", "put"));
        }
    }

    @Test
    void streamsEndWhenTheEdgeIsStopped() throws InterruptedException {
        String id;
        try (EventClient client = client("")) {
            content.publish(article);
            assertThat(client.next()).startsWith(event(article, "en", "put"));
            edge.stop();
            client.awaitEnd();
            id = client.lastId();
        }
        content.unpublish(article);
        edge = edge();
        try (EventClient client = client("", "Last-Event-ID", id)) {
            assertThat(client.next()).startsWith(event(article, "en", "delete"));
        }
    }
}
