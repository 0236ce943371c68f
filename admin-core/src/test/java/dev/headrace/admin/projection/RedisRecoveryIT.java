package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.database.VersionSequences;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.admin.schema.Types;
import dev.headrace.model.Frame;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Version;
import dev.headrace.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Restores a Redis that has lost all or some of its data. */
class RedisRecoveryIT {

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

    @Test
    void anEmptyRedisIsRefilled() {
        String id = content.create("article", "{\"title\": \"Refilled\", \"date\": \"2026-02-02T00:00:00Z\"}");
        content.publish("article", id);

        RedisStore.await(core.bean(RedisStore.class).commands().flushall());

        Eventually.holds("the document is back", () -> content.frame("article", id, "full").isPresent());
        Eventually.holds("its index record is back", () -> content.indexed("article", id, "en").isPresent());
        Eventually.holds("its presence is back", () -> content.presence("article", id).isPresent());
        Eventually.holds("the model is back",
                () -> RedisStore.await(core.bean(RedisStore.class).commands().get(RedisKeys.MODEL)) != null);
    }

    /** Else edges would take what is missing for unpublished. */
    @Test
    void anEmptyRedisIsMarkedUntilAllDocumentsAreWrittenAgain() {
        String id = content.published("article", "{\"title\": \"Locked\"}");
        content.settle();
        var redis = core.bean(RedisStore.class).commands();
        core.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            // Nothing can be marked.
            core.bean(JdbcClient.class).sql("select from projection where entry_id = ? for update")
                    .param(UUID.fromString(id)).query().listOfRows();
            RedisStore.await(redis.flushall());
            Eventually.holds("Redis has a new epoch", () -> RedisStore.await(redis.get(RedisKeys.TIME)) != null);
            core.bean(RedisRecovery.class).check();
            assertThat(RedisStore.await(redis.get(RedisKeys.REWRITING))).isNotNull();
        });
        Eventually.holds("the mark is removed", () -> RedisStore.await(redis.get(RedisKeys.REWRITING)) == null);
        assertThat(content.frame("article", id, "full")).isPresent();
    }

    @Test
    void theMarkWaitsForWhatWasLostAndCanBeWritten() {
        content.settle();
        JdbcClient jdbc = core.bean(JdbcClient.class);
        var redis = core.bean(RedisStore.class).commands();
        UUID lost = UUID.randomUUID();
        jdbc.sql("""
                insert into projection (entry_id, locale, type, wanted, done, dirty_since, leased_until)
                values (:id, 'en', 'lost', 2, 1, now(), now() + interval '1 hour'),
                    (gen_random_uuid(), 'en', 'new', 2, 0, now(), now() + interval '1 hour')""")
                .param("id", lost).update();
        try {
            RedisStore.await(redis.set(RedisKeys.REWRITING, RedisStore.bytes(Version.format(1))));
            core.bean(RedisRecovery.class).check();
            assertThat(RedisStore.await(redis.get(RedisKeys.REWRITING))).isNotNull();

            jdbc.sql("update projection set attempts = 3, last_error = 'too large' where entry_id = ?").param(lost)
                    .update();
            core.bean(RedisRecovery.class).check();
            assertThat(RedisStore.await(redis.get(RedisKeys.REWRITING))).isNull();
        } finally {
            jdbc.sql("delete from projection where type in ('lost', 'new')").update();
        }
    }

    /** Such as emptying a large trash: tasks with a delay share one thread. */
    @Test
    void redisIsRefilledWhileAScheduledTaskTakesLong() throws Exception {
        String id = content.published("article", "{\"title\": \"Refilled meanwhile\"}");
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        var task = core.bean(TaskScheduler.class).scheduleWithFixedDelay(() -> {
            started.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, Duration.ofHours(1));
        try {
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

            RedisStore.await(core.bean(RedisStore.class).commands().flushall());

            Eventually.holds("the document is back", () -> content.frame("article", id, "full").isPresent());
        } finally {
            end.countDown();
            task.cancel(false);
        }
    }

    @Test
    void nothingIsMarkedWhileAnEmptyRedisRejectsWrites() {
        String id = content.create("article", "{\"title\": \"Rejected refill\"}");
        content.publish("article", id);
        core.bean(RedisRecovery.class).check();
        content.settle();
        var redis = core.bean(RedisStore.class).commands();
        long marked;
        RedisStore.await(redis.configSet("maxmemory", "1"));
        try {
            RedisStore.await(redis.flushall());
            marked = highestMark();
            core.bean(RedisRecovery.class).check();
            core.bean(RedisRecovery.class).check();

            assertThat(highestMark()).isEqualTo(marked);
        } finally {
            RedisStore.await(redis.configSet("maxmemory", "0"));
        }
        Eventually.holds("the document is back", () -> content.frame("article", id, "full").isPresent());
    }

    @Test
    void latestWritesAreRepeatedAfterARedisRestart() {
        String recent = content.create("article", "{\"title\": \"Written last\"}");
        content.publish("article", recent);
        String old = content.create("article", "{\"title\": \"Written long ago\"}");
        content.publish("article", old);
        core.bean(RedisRecovery.class).check();
        var redis = core.bean(RedisStore.class).commands();
        RedisStore.await(redis.del(content.key("article", recent, "full"), content.key("article", old, "full")));
        JdbcClient jdbc = core.bean(JdbcClient.class);
        jdbc.sql("update projection set done_at = now() - interval '1 day' where entry_id = ?")
                .param(UUID.fromString(old)).update();

        jdbc.sql("update edge_epoch set server = 'the one before'").update();

        Eventually.holds("the possibly lost document is back",
                () -> content.frame("article", recent, "full").isPresent());
        assertThat(content.frame("article", old, "full")).isEmpty();
        assertThat(jdbc.sql("select server from edge_epoch").query(String.class).single()).startsWith("run_id:");
        content.publish("article", old);
    }

    @Test
    void unpublishedDocumentsHaveTombstonesInARestoredRedis() {
        String id = content.published("article", "{\"title\": \"Tombstone\"}");
        content.unpublish("article", id, "en");

        RedisStore.await(core.bean(RedisStore.class).commands().flushall());

        Eventually.holds("the tombstone is back", () -> content.frame("article", id, "full")
                .filter(frame -> frame.kind() == Frame.Kind.TOMBSTONE).isPresent());
    }

    /** The epoch changes after the document is written and before its mark is cleared. */
    @Test
    void documentsWrittenWhileRedisIsReplacedAreWrittenAgain() {
        String id = content.published("article", "{\"title\": \"First\"}");
        content.settle();
        Epochs epochs = core.bean(Epochs.class);
        TransactionTemplate transaction = core.bean(TransactionTemplate.class);
        // Recovery would write the document again, too.
        synchronized (core.bean(RedisRecovery.class)) {
            Epochs.Epoch before = epochs.known();
            transaction.executeWithoutResult(_ -> {
                // Locks the epoch, so the projector waits before it clears the mark.
                epochs.replace(new Epochs.Epoch(before.epoch(), "run_id:another"));
                content.edit("article", id, "{\"title\": \"In flight\"}");
                content.publishLater(id);
                Eventually.holds("the document is written", () -> content.document("article", id, "full")
                        .path("title").stringValue().equals("In flight"));
                RedisStore.await(core.bean(RedisStore.class).commands().del(content.key("article", id, "full")));
            });

            Eventually.holds("it is written again", () -> content.frame("article", id, "full").isPresent());
            transaction.executeWithoutResult(_ -> epochs.replace(before));
        }
    }

    @Test
    void moreWritesThanABatchAreRepeatedAfterARedisRestart() {
        core.bean(RedisRecovery.class).check();
        JdbcClient jdbc = core.bean(JdbcClient.class);
        // Before the writes that are marked while writers are blocked, and after the last time that Redis has kept.
        jdbc.sql("""
                insert into projection (entry_id, locale, type, wanted, done, done_at, dirty_since)
                select gen_random_uuid(), 'en', 'batch', 1, 1, now() - interval '45 seconds', now()
                from generate_series(1, 1100)""").update();

        jdbc.sql("update edge_epoch set server = 'the one before'").update();

        Eventually.holds("all are marked again", Duration.ofMinutes(1), () -> jdbc
                .sql("select count(*) from projection where type = 'batch' and wanted = 1").query(Long.class)
                .single() == 0);
        content.settle();
        jdbc.sql("delete from projection where type = 'batch'").update();
    }

    @Test
    void aCheckThatFailsWithAnErrorEndsNormally() {
        JdbcClient jdbc = core.bean(JdbcClient.class);
        AtomicInteger calls = new AtomicInteger();
        Epochs failing = new Epochs(jdbc) {
            @Override
            Epoch known() {
                calls.incrementAndGet();
                throw new StackOverflowError("as in a test");
            }
        };

        new RedisRecovery(core.bean(ModelWriter.class), core.bean(RedisStore.class), failing,
                core.bean(RestoreEdge.class), core.bean(RewriteMark.class), core.bean(VersionSequences.class), jdbc,
                core.bean(PlatformTransactionManager.class), event -> {}).check();

        assertThat(calls).hasValue(1);
    }

    @Test
    void everythingIsRewrittenIfRedisIsAheadOfTheDatabase() {
        String other = content.published("article", "{\"title\": \"Older\"}");
        String id = content.published("article", "{\"title\": \"Known\"}");
        content.settle();
        var redis = core.bean(RedisStore.class).commands();
        String epoch = core.bean(Epochs.class).known().epoch();
        RedisStore.await(redis.set(content.key("article", id, "full"),
                Frame.document(highestMark() + 1_000, RedisStore.bytes("{\"title\": \"Lost\"}")).encode()));
        RedisStore.await(redis.del(content.key("article", other, "full")));

        content.edit("article", id, "{\"title\": \"Known again\"}");
        content.publish("article", id);

        Eventually.holds("the document is that of the database",
                () -> content.document("article", id, "full").path("title")
                        .stringValue().equals("Known again"));
        Eventually.holds("the others are rewritten", () -> content.frame("article", other, "full").isPresent());
        assertThat(core.bean(Epochs.class).known().epoch()).isNotEqualTo(epoch);
    }

    @Test
    void aNewerModelIsReplacedOnlyIfTheDatabaseWasRestored() {
        EdgeWriter writer = core.bean(EdgeWriter.class);
        long version = core.bean(Types.class).version();
        assertThat(writer.write(new PublishedModel(version - 1, List.of("en"), Map.of()))).isFalse();
        assertThat(modelAtEdge()).isEqualTo(version);

        writer.replace(new PublishedModel(version + 1_000, List.of("en"), Map.of()));
        core.apply("types: {note: {title: text, fields: {text: {type: text}}}}");

        Eventually.holds("the model is that of the database", () -> modelAtEdge() == core.bean(Types.class).version());
    }

    @Test
    void modelChangesDoNotWaitForRedis() throws Exception {
        // Simulates both waiting for Redis.
        synchronized (core.bean(RedisRecovery.class)) {
            synchronized (core.bean(ModelWriter.class)) {
                assertThat(CompletableFuture.supplyAsync(
                        () -> core.apply("types: {memo: {title: text, fields: {text: {type: text}}}}").status())
                        .get(30, TimeUnit.SECONDS)).isEqualTo(200);
            }
        }
        Eventually.holds("the model is published", () -> modelAtEdge() == core.bean(Types.class).version());
    }

    private static long modelAtEdge() {
        return PublishedModel.parse(new String(
                RedisStore.await(core.bean(RedisStore.class).commands().get(RedisKeys.MODEL)), StandardCharsets.UTF_8))
                .version();
    }

    private static long highestMark() {
        return core.bean(JdbcClient.class).sql("select max(wanted) from projection").query(Long.class).single();
    }
}
