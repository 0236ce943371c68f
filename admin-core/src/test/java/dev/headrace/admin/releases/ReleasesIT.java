package dev.headrace.admin.releases;

import static dev.headrace.admin.projection.PublishingFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.projection.PublishingFixture;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.Frame;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Eventually;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Releases in the core and in Redis. What readers get from an edge is tested with the whole system. */
class ReleasesIT {

    private static PublishingFixture content;
    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        content = PublishingFixture.start();
        core = content.core();
    }

    @AfterAll
    static void stop() {
        content.close();
    }

    @AfterEach
    void forgetEdges() {
        RedisStore.await(core.bean(RedisStore.class).commands().del(RedisKeys.EDGES));
    }

    private static String create(String name) {
        Answer created = core.post("/api/releases", "{\"name\": \"" + name + "\"}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    private static void add(String release, String entry, String body) {
        Answer added = core.put("/api/releases/" + release + "/entries/" + entry, body);
        assertThat(added.status()).as(added.text()).isEqualTo(200);
    }

    private static JsonNode get(String release) {
        return core.get("/api/releases/" + release).json();
    }

    private static void publish(String release) {
        Answer published = core.post("/api/releases/" + release + "/publish", "");
        assertThat(published.status()).as(published.text()).isEqualTo(202);
    }

    private static void awaitState(String release, String state) {
        Eventually.holds("the release is " + state, () -> get(release).path("state").stringValue().equals(state));
    }

    private static String title(String article) {
        return content.document("article", article, "full").path("title").stringValue();
    }

    private static void anEdgeHasReadNothing() {
        RedisStore.await(core.bean(RedisStore.class).commands().hset(RedisKeys.EDGES, "slow",
                RedisStore.bytes("1-1 " + Long.MAX_VALUE)));
    }

    private static boolean isActive(String overlay) {
        byte[] active = RedisStore.await(core.bean(RedisStore.class).commands().get(RedisKeys.OVERLAY));
        return active != null && new String(active, java.nio.charset.StandardCharsets.US_ASCII).equals(overlay);
    }

    @Test
    void aReleaseIsPublishedAndRolledBack() {
        String author = content.published("author", "{\"name\": \"Ann\"}");
        String changed = content.published("article", "{\"title\": \"Old\", \"author\": \"" + author + "\"}");
        String removed = content.published("article", "{\"title\": \"Removed\"}");
        String added = content.create("article", "{\"title\": \"Added\"}");
        String dependent = content.published("article", "{\"title\": \"Dependent\", \"author\": \"" + author + "\"}");
        content.edit("article", changed, "{\"title\": \"New\", \"slug\": \"new\"}");
        content.edit("author", author, "{\"name\": \"Bea\"}");
        String release = create("Spring");
        add(release, changed, "{}");
        add(release, author, "{}");
        add(release, added, "{}");
        add(release, removed, "{\"action\": \"unpublish\", \"as\": \"gone\"}");

        JsonNode check = core.post("/api/releases/" + release + "/check", "").json();
        assertThat(check.path("publishable").booleanValue()).as(check.toString()).isTrue();
        anEdgeHasReadNothing();
        publish(release);

        Eventually.holds("edges are told to serve it", () -> isActive(release));
        assertThat(get(release).path("state").stringValue()).isEqualTo("publishing");
        assertThat(title(changed)).isEqualTo("Old");
        assertThat(content.document("article", dependent, "full").at("/author/name").stringValue()).isEqualTo("Ann");
        assertThat(content.frame("article", added, "full")).isEmpty();
        assertThat(content.frame("article", removed, "full").orElseThrow().kind()).isEqualTo(Frame.Kind.DOCUMENT);

        forgetEdges();
        awaitState(release, "live");
        assertThat(isActive(release)).isFalse();
        assertThat(title(changed)).isEqualTo("New");
        assertThat(content.owner("article", "en", "new")).contains(changed);
        assertThat(content.document("article", dependent, "full").at("/author/name").stringValue()).isEqualTo("Bea");
        assertThat(title(added)).isEqualTo("Added");
        assertThat(content.presence("article", added)).isPresent();
        assertThat(content.frame("article", removed, "full").orElseThrow().kind()).isEqualTo(Frame.Kind.GONE);
        Eventually.holds("the receipt is complete",
                () -> get(release).path("receipt").path("edges").isNumber());
        assertThat(get(release).path("receipt").path("entries").intValue()).isEqualTo(4);

        String since = "{\"title\": \"Published since\"}";
        content.edit("article", added, since);
        content.publish("article", added);
        assertThat(core.post("/api/releases/" + release + "/rollback", "").status()).isEqualTo(202);
        awaitState(release, "returned");
        assertThat(title(changed)).isEqualTo("Old");
        assertThat(content.owner("article", "en", "old")).contains(changed);
        assertThat(content.document("article", dependent, "full").at("/author/name").stringValue()).isEqualTo("Ann");
        assertThat(title(added)).isEqualTo("Published since");
        assertThat(title(removed)).isEqualTo("Removed");
        assertThat(core.get(path("article", changed)).json().path("publishedVersion").intValue()).isEqualTo(1);
        content.settle();
        assertThat(content.jdbc().sql("select count(*) from staging").query(Integer.class).single()).isZero();
    }

    @Test
    void aReleaseIsRolledBackByRenderingIfRedisHasLostWhatItReplaced() {
        String article = content.published("article", "{\"title\": \"First\"}");
        content.edit("article", article, "{\"title\": \"Second\"}");
        String release = create("Lost");
        add(release, article, "{}");
        publish(release);
        awaitState(release, "live");
        List<String> kept = RedisStore.await(core.bean(RedisStore.class).commands().keys("*" + release + "*"));
        assertThat(kept).isNotEmpty();
        RedisStore.await(core.bean(RedisStore.class).commands().del(kept.toArray(String[]::new)));

        core.post("/api/releases/" + release + "/rollback", "");
        awaitState(release, "returned");
        assertThat(title(article)).isEqualTo("First");
    }

    @Test
    void whatShowsAStagedEntryIsNotPublishedBefore() {
        String author = content.published("author", "{\"name\": \"Old name\"}");
        String article = content.published("article", "{\"title\": \"One\", \"author\": \"" + author + "\"}");
        content.edit("author", author, "{\"name\": \"New name\"}");
        String release = create("Withheld");
        add(release, author, "{}");
        anEdgeHasReadNothing();
        String other = content.create("article", "{\"title\": \"Other\"}");
        content.whileProjectionIsStopped(() -> {
            publish(release);
            content.edit("article", article, "{\"title\": \"Two\"}");
            content.publishLater(article);
            content.publishLater(other);
        });
        Eventually.holds("edges are told to serve it", () -> isActive(release));
        assertThat(title(other)).isEqualTo("Other");
        content.edit("article", article, "{\"title\": \"Three\"}");
        content.publishLater(article);
        content.edit("article", other, "{\"title\": \"Other, changed\"}");
        content.publishLater(other);
        Eventually.holds("others are published", () -> title(other).equals("Other, changed"));
        assertThat(title(article)).isEqualTo("One");
        forgetEdges();
        awaitState(release, "live");
        Eventually.holds("it is published", () -> title(article).equals("Three"));
        assertThat(content.document("article", article, "full").at("/author/name").stringValue())
                .isEqualTo("New name");
    }

    @Test
    void aReleaseThatIsNotShownCanBeGivenUp() {
        String article = content.published("article", "{\"title\": \"Before\"}");
        content.edit("article", article, "{\"title\": \"After\"}");
        String release = create("Given up");
        add(release, article, "{}");
        content.whileProjectionIsStopped(() -> {
            publish(release);
            assertThat(get(release).path("documents").path("waiting").intValue()).isOne();
            assertThat(core.post("/api/releases/" + release + "/rollback", "").status()).isEqualTo(202);
            assertThat(get(release).path("state").stringValue()).isEqualTo("open");
        });
        content.settle();
        assertThat(title(article)).isEqualTo("Before");
        publish(release);
        awaitState(release, "live");
        assertThat(title(article)).isEqualTo("After");
    }

    @Test
    void whatIsUnpublishedMeanwhileIsTakenDownAtOnce() {
        String author = content.published("author", "{\"name\": \"Before\"}");
        String article = content.published("article", "{\"title\": \"Illegal\", \"author\": \"" + author + "\"}");
        content.edit("author", author, "{\"name\": \"After\"}");
        String release = create("Slow");
        add(release, author, "{}");
        content.whileProjectionIsStopped(() -> {
            publish(release);
            core.post(path("article", article) + "/unpublish", "");
        });
        awaitState(release, "live");
        assertThat(content.frame("article", article, "full").orElseThrow().kind()).isEqualTo(Frame.Kind.TOMBSTONE);
    }

    @Test
    void aRollbackIsCompleteAfterARebuildAndLeavesTheTrash() {
        String article = content.published("article", "{\"title\": \"First\", \"stars\": 1}");
        String trashed = content.published("article", "{\"title\": \"Removed and trashed\"}");
        core.post(path("article", article) + "/withdraw", "{\"notice\": \"Out of date\"}");
        content.settle();
        String published = content.document("article", article, "full").at("/_meta/publishedAt").stringValue();
        content.edit("article", article, "{\"title\": \"Second\"}");
        String release = create("Rebuilt");
        add(release, article, "{}");
        add(release, trashed, "{\"action\": \"unpublish\"}");
        publish(release);
        awaitState(release, "live");
        assertThat(core.delete(path("article", trashed)).status()).isEqualTo(204);
        String job = core.post("/api/rebuild", "").json().path("job").stringValue();
        Eventually.holds("everything is rendered again", () -> core.get("/api/jobs/" + job).json().path("state")
                .stringValue().equals("succeeded"));

        core.post("/api/releases/" + release + "/rollback", "");
        awaitState(release, "returned");
        assertThat(title(article)).isEqualTo("First");
        assertThat(content.document("article", article, "full").at("/_meta/publishedAt").stringValue())
                .isEqualTo(published);
        assertThat(content.document("article", article, "full").at("/_meta/withdrawn/notice").stringValue())
                .isEqualTo("Out of date");
        assertThat(content.frame("article", trashed, "full").orElseThrow().kind()).isEqualTo(Frame.Kind.TOMBSTONE);
    }

    @Test
    void nothingIsPublishedIfAnEntryIsIncomplete() {
        String complete = content.create("article", "{\"title\": \"Complete\"}");
        String incomplete = content.create("article", "{\"stars\": 3}");
        String trashed = content.create("article", "{\"title\": \"Trashed\"}");
        String release = create("Incomplete");
        add(release, complete, "{}");
        add(release, incomplete, "{}");
        Answer refused = core.post("/api/releases/" + release + "/publish", "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("/" + incomplete + "/en/title");
        assertThat(get(release).path("state").stringValue()).isEqualTo("open");
        assertThat(core.get(path("article", complete)).json().path("status").stringValue()).isEqualTo("draft");

        add(release, trashed, "{}");
        core.delete(path("article", trashed));
        content.edit("article", complete, "{\"title\": \"Edited\"}");
        JsonNode check = core.post("/api/releases/" + release + "/check", "").json();
        assertThat(check.path("publishable").booleanValue()).isFalse();
        assertThat(check.path("obstacles").toString()).contains(incomplete, "/title is required", trashed, "trash");
        assertThat(check.path("warnings").toString()).contains(complete, "Edited since");
        assertThat(core.post("/api/releases/" + release + "/use-drafts", "").status()).isEqualTo(200);
        assertThat(core.post("/api/releases/" + release + "/check", "").json().path("warnings").size()).isZero();
    }

    @Test
    void aReleaseIsPublishedAtItsTime() {
        String article = content.create("article", "{\"title\": \"At its time\"}");
        String release = create("Scheduled");
        Answer empty = schedule(release, Instant.now().plus(1, ChronoUnit.HOURS));
        assertThat(empty.status()).isEqualTo(409);
        add(release, article, "{}");
        assertThat(schedule(release, Instant.now().minusSeconds(1)).status()).isEqualTo(400);
        assertThat(schedule(release, Instant.now().plusMillis(300)).status()).isEqualTo(200);
        awaitState(release, "live");
        assertThat(get(release).path("schedule").isMissingNode()).isTrue();
        assertThat(title(article)).isEqualTo("At its time");

        String failing = create("Failing");
        add(failing, content.create("article", "{\"stars\": 1}"), "{}");
        schedule(failing, Instant.now().plusMillis(300));
        Eventually.holds("it has failed", () -> !get(failing).path("problem").isMissingNode());
        assertThat(get(failing).path("state").stringValue()).isEqualTo("open");
    }

    private static Answer schedule(String release, Instant at) {
        return core.post("/api/releases/" + release + "/schedule", "{\"at\": \"" + at + "\"}");
    }

    @Test
    void whatCannotBeIsRefused() {
        String article = content.create("article", "{\"title\": \"Refused\"}");
        String release = create("Refused");
        assertThat(core.post("/api/releases", "{\"name\": \" \"}").status()).isEqualTo(400);
        assertThat(core.put("/api/releases/" + release + "/entries/" + article, "{\"version\": 2}").status())
                .isEqualTo(400);
        assertThat(core.put("/api/releases/" + release + "/entries/" + release, "{}").status()).isEqualTo(404);
        assertThat(core.post("/api/releases/" + release + "/publish", "").status()).isEqualTo(409);
        assertThat(core.post("/api/releases/" + release + "/rollback", "").status()).isEqualTo(409);
        assertThat(core.delete("/api/releases/" + release + "/schedule").status()).isEqualTo(409);
        String twice = "{\"entry\": \"" + article + "\"}";
        assertThat(core.post("/api/releases/" + release + "/entries", "{\"entries\": [" + twice + "," + twice + "]}")
                .status()).isEqualTo(400);
        assertThat(core.post("/api/releases/" + release + "/entries", "{\"entries\": [null]}").status())
                .isEqualTo(400);
        assertThat(core.put("/api/releases/" + release + "/entries/" + article, "{\"locale\": \"en\"}").status())
                .isEqualTo(400);
        add(release, article, "{}");
        assertThat(core.delete("/api/releases/" + release + "/entries/" + article).status()).isEqualTo(200);
        assertThat(core.delete("/api/releases/" + release + "/entries/" + article).status()).isEqualTo(404);
        assertThat(core.delete("/api/releases/" + release).status()).isEqualTo(204);
        assertThat(core.get("/api/releases/" + release).status()).isEqualTo(404);
    }
}
