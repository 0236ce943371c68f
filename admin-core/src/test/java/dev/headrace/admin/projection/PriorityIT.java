package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Role;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.publishing.Change.Put;
import dev.headrace.admin.publishing.Publish;
import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.testkit.Eventually;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Documents published by staff are rendered before those marked by a model change. */
class PriorityIT {

    private static final int MANY = 10_000;

    private static PublishingFixture content;

    @BeforeAll
    static void start() {
        content = PublishingFixture.start();
    }

    @AfterAll
    static void stop() {
        content.close();
    }

    @Test
    void publishingHasPriorityOverARebuild() {
        JdbcClient jdbc = content.jdbc();
        addMany(jdbc);
        String id = content.create("article", "{\"title\": \"Urgent\"}");

        RedisStore.await(content.core().bean(RedisStore.class).commands().flushall());
        content.core().bean(RedisRecovery.class).check();
        content.publish("article", id);

        assertThat(content.frame("article", id, "full")).isPresent();
        assertThat(jdbc.sql("""
                select (select count(*) from projection where wanted > done and priority = 2) > 0
                    or exists (select from types_to_mark)""").query(Boolean.class).single())
                .as("the rebuild is still running").isTrue();
    }

    @Test
    void aJobChoosesThePriorityOfDocuments() {
        UUID id = content.uuid(content.create("article", "{\"title\": \"Scheduled\"}"));
        Actor job = new Actor(Actor.Kind.job, id, "job", Role.administrator);

        for (RenderPriority priority : List.of(RenderPriority.URGENT, RenderPriority.BACKGROUND)) {
            Eventually.holds("the document is not marked", () -> content.jdbc()
                    .sql("select count(*) from projection where entry_id = :id and wanted > done").param("id", id)
                    .query(Long.class).single() == 0);
            Integer level = content.core().bean(TransactionTemplate.class).execute(_ -> {
                content.core().bean(Publish.class)
                        .publish(List.of(Put.draft("article", id, "en", ExpectedVersion.ANY)), priority, job);
                return content.jdbc().sql("select priority from projection where entry_id = :id").param("id", id)
                        .query(Integer.class).single();
            });
            assertThat(level).isEqualTo(priority.level());
        }
    }

    @Test
    void manyFailingDocumentsDoNotBlockARebuild() {
        RebuildProgress progress = content.core().bean(RebuildProgress.class);
        long start = progress.begin();
        content.jdbc()
                .sql("""
                        insert into projection (entry_id, locale, type, wanted, dirty_since, attempts, last_error, leased_until)
                        select gen_random_uuid(), 'en', 'article', :start + number, now(), 5, 'too large', now() + interval '1 day'
                        from generate_series(1, 11) as number""")
                .param("start", start).update();

        assertThat(progress.countFailing(start)).isEqualTo(11);
        assertThat(progress.failing(start, 10)).hasSize(10);
        content.jdbc().sql("delete from projection where last_error = 'too large'").update();
    }

    /** Adds publications without entries. */
    private static void addMany(JdbcClient jdbc) {
        String type = jdbc.sql("select id from content_type where name = 'article'").query(String.class).single();
        jdbc.sql("""
                with added as (
                    insert into entry (id, type_id, created_at, created_by)
                    select gen_random_uuid(), :type, now(), 'test' from generate_series(1, :many) returning id
                ), variants as (
                    insert into variant (entry_id, locale, type_id, title, fields, version,
                        published_version, published_at, updated_at, updated_by)
                    select id, 'en', :type, 'Many', '{}', 1, 1, now(), now(), 'test' from added
                ), publications as (
                    insert into publication (entry_id, locale, type_id, version, fields, first_published_at,
                        published_at)
                    select id, 'en', :type, 1, '{}', now(), now() from added
                )
                insert into projection (entry_id, locale, type, wanted, done, dirty_since)
                select id, 'en', 'article', 1, 1, now() from added""").param("type", type).param("many", MANY).update();
        assertThat(jdbc.sql("select count(*) from projection").query(Long.class).single())
                .isGreaterThanOrEqualTo(MANY);
    }
}
