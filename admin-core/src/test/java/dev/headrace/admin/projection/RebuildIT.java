package dev.headrace.admin.projection;

import static dev.headrace.admin.redis.RedisStore.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.EntryId;
import dev.headrace.testkit.Eventually;
import io.lettuce.core.api.async.RedisAsyncCommands;
import dev.headrace.model.Frame;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The job that rewrites all data in Redis. */
class RebuildIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private CoreUnderTest core;

    @BeforeEach
    void start() {
        core = CoreUnderTest.start(Map.of("HEADRACE_MAX_DOCUMENT_BYTES", 10_000));
        core.apply("""
                types: {page: {title: title, fields: {title: {type: text}, slug: {type: slug, from: title},
                  body: {type: markdown}}}}""");
    }

    @AfterEach
    void stop() {
        core.close();
    }

    @Test
    void lostDataIsRewritten() {
        String one = publish("One", "");
        String two = publish("Two", "");
        awaitProjection();
        Set<String> keys = new HashSet<>(keys());
        keys.stream().filter(key -> key.contains(one) || key.contains(two) || key.contains("slug"))
                .forEach(key -> await(redis().del(key)));
        assertThat(keys()).hasSizeLessThan(keys.size());

        JsonNode job = awaitEnd(rebuild());

        assertThat(job.path("state").stringValue()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.path("total").intValue()).isEqualTo(2);
        assertThat(job.path("done").intValue()).isEqualTo(2);
        assertThat(job.path("priority").stringValue()).isEqualTo("low");
        assertThat(keys()).containsAll(keys);
    }

    @Test
    void onlyDocumentsThatExistAreCounted() {
        String kept = publish("Kept", "");
        String unpublished = publish("Unpublished", "");
        core.post("/api/entries/page/" + unpublished + "/unpublish", "");
        String purged = publish("Purged", "");
        core.delete("/api/entries/page/" + purged);
        assertThat(core.delete("/api/entries/page/" + purged + "?purge=true").status()).isEqualTo(204);
        awaitProjection();
        long removed = version(purged);
        long before = version(kept);

        JsonNode job = awaitEnd(rebuild());

        assertThat(job.path("done").intValue()).as(job.toString()).isEqualTo(1);
        assertThat(job.path("total").intValue()).isEqualTo(1);
        assertThat(version(kept)).isGreaterThan(before);
        assertThat(version(purged)).as("a purged document is not written again").isEqualTo(removed);
        assertThat(keys()).noneMatch(key -> key.contains(purged) && isDocument(key));
    }

    @Test
    void aLostRemovalOfAPurgedDocumentIsRepeated() {
        String purged = publish("Purged", "");
        awaitProjection();
        Map<String, byte[]> frames = new HashMap<>();
        keys().stream().filter(key -> key.contains(purged)).forEach(key -> frames.put(key, await(redis().get(key))));
        core.delete("/api/entries/page/" + purged);
        core.delete("/api/entries/page/" + purged + "?purge=true");
        awaitProjection();
        frames.forEach((key, frame) -> await(redis().set(key, frame)));

        awaitEnd(rebuild());

        assertThat(frames).isNotEmpty();
        assertThat(frames.keySet()).noneMatch(this::isDocument);
    }

    @Test
    void staleDataIsRemovedAndAnnounced() {
        publish("One", "");
        awaitProjection();
        Set<String> keys = new HashSet<>(keys());
        Target unknown = new Target("page", EntryId.fresh().toString());
        String record = new IndexRecord.Field(unknown, "en").format();
        byte[] frame = Frame.document(1, "{}".getBytes(UTF_8)).encode();
        String index = RedisKeys.index(unknown.partition());
        List<String> stale = List.of(RedisKeys.document(unknown, "en", "full"), RedisKeys.presence(unknown),
                RedisKeys.slug("page", "en", "unknown"));
        stale.forEach(key -> await(redis().set(key, frame)));
        await(redis().hset(index, record, frame));

        JsonNode job = awaitEnd(rebuild());

        assertThat(job.path("state").stringValue()).as(job.toString()).isEqualTo("succeeded");
        assertThat(keys()).doesNotContainAnyElementsOf(stale).containsAll(keys);
        assertThat(await(redis().hexists(index, record))).isFalse();
        assertThat(await(redis().xrevrange(RedisKeys.CHANGES, Range.unbounded(), Limit.from(1))).getFirst().getBody())
                .hasEntrySatisfying("i", id -> assertThat(id).asString(UTF_8).isEqualTo(unknown.id()));
    }

    @Test
    void documentsPublishedDuringTheStartAreKept() {
        publish("One", "");
        awaitProjection();
        Set<String> keys = new HashSet<>(keys());

        core.bean(RemoveStale.class).olderThan(Long.MAX_VALUE);

        assertThat(keys()).containsAll(keys);
    }

    @Test
    void onlyOneRebuildRunsAndItResumesAfterARestart() {
        String id = publish("One", "");
        awaitProjection();
        String job = Objects.requireNonNull(core.bean(TransactionTemplate.class).execute(_ -> {
            jdbc().sql("select 1 from projection where entry_id = :id::uuid for update").param("id", id).query()
                    .listOfRows();
            String started = rebuild();
            Eventually.holds("the rebuild has started", () -> jdbc()
                    .sql("select checkpoint is not null from job where id = :id::uuid").param("id", started)
                    .query(Boolean.class).single());
            assertThat(core.post("/api/rebuild", "").status()).isEqualTo(409);
            return started;
        }));

        core.restart();

        assertThat(awaitEnd(job).path("state").stringValue()).isEqualTo("succeeded");
        assertThat(awaitEnd(rebuild()).path("state").stringValue()).isEqualTo("succeeded");
    }

    @Test
    void anUnrenderableDocumentIsReportedAsAFailure() {
        String large = publish("Large", "x".repeat(20_000));
        publish("Small", "");

        JsonNode job = awaitEnd(rebuild());

        assertThat(job.path("state").stringValue()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.path("failures").findValuesAsString("item")).containsExactly("page " + large + " (en)");
        assertThat(job.at("/failures/0/message").stringValue()).contains("10000 bytes");
    }

    @Test
    void onlyAdministratorsMayRebuild() {
        assertThat(core.callWith(core.editorToken(), "POST", "/api/rebuild", "application/json", "").status())
                .isEqualTo(403);
    }

    @Test
    void theQueuePageHasARebuildButton() {
        try (Browser browser = new Browser(core)) {
            browser.signIn();

            Page job = browser.send(browser.open("/admin/operations/queue"), "form[action$=rebuild]", Map.of());

            assertThat(job.status()).isLessThan(400);
            Eventually.holds("the rebuild has succeeded", () -> core.get("/api/jobs").json().at("/items/0/state")
                    .stringValue().equals("succeeded"));
            assertThat(core.get("/api/jobs").json().at("/items/0/kind").stringValue()).isEqualTo("rebuild");
        }
    }

    private long version(String entry) {
        return jdbc().sql("select done from projection where entry_id = :id::uuid").param("id", entry)
                .query(Long.class).single();
    }

    /** Whether Redis has a frame that is not a tombstone. */
    private boolean isDocument(String key) {
        byte[] frame = await(redis().get(key));
        return frame != null && frame[1] != 'T';
    }

    private String rebuild() {
        Answer answer = core.post("/api/rebuild", "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        String job = answer.json().path("job").stringValue();
        assertThat(answer.response().headers().firstValue("Location")).contains("/api/jobs/" + job);
        return job;
    }

    private JsonNode awaitEnd(String job) {
        Eventually.holds("the rebuild has ended", TIMEOUT,
                () -> !core.get("/api/jobs/" + job).json().path("finishedAt").isNull());
        return core.get("/api/jobs/" + job).json();
    }

    private String publish(String title, String body) {
        String id = core.post("/api/entries/page",
                "{\"fields\": {\"title\": \"" + title + "\", \"body\": \"" + body + "\"}}").json().path("id")
                .stringValue();
        Answer published = core.post("/api/entries/page/" + id + "/publish", "");
        assertThat(published.status()).as(published.text()).isLessThan(300);
        return id;
    }

    private void awaitProjection() {
        Eventually.holds("everything is projected", () -> jdbc()
                .sql("select count(*) from projection where wanted > done").query(Long.class).single() == 0);
    }

    private List<String> keys() {
        return await(redis().keys("*"));
    }

    private RedisAsyncCommands<String, byte[]> redis() {
        return core.bean(RedisStore.class).commands();
    }

    private JdbcClient jdbc() {
        return core.bean(JdbcClient.class);
    }
}
