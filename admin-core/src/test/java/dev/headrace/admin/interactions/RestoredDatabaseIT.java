package dev.headrace.admin.interactions;

import static dev.headrace.admin.redis.RedisStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.admin.schema.Types;
import dev.headrace.model.Frame;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import dev.headrace.model.Version;
import dev.headrace.testkit.Eventually;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PostgreSQL is restored from an older state while Redis has later writes: Redis follows the database. */
class RestoredDatabaseIT {

    private CoreUnderTest core;

    @BeforeEach
    void start() {
        core = CoreUnderTest.start();
        apply("");
    }

    @AfterEach
    void stop() {
        core.close();
    }

    @Test
    void redisFollowsARestoredDatabase() throws InterruptedException {
        Target article = new Target("article", core.post("/api/entries/article",
                "{\"fields\": {\"title\": \"Before\"}}").json().path("id").stringValue());
        publish(article);
        count(article, 5);
        whileItIsStopped("create database %1$s_backup template %1$s");

        apply(", extra: {type: text}");
        count(article, 7);
        for (String title : List.of("Later", "Even later", "After")) {
            retitle(article, title);
        }
        awaitTitle(article, "After");
        whileItIsStopped("drop database %1$s", "alter database %1$s_backup rename to %1$s");

        awaitTitle(article, "Before");
        awaitViews(article, "5");
        Eventually.holds("the model is that of the database", () -> modelAtEdge() == core.bean(Types.class).version());
        retitle(article, "Goes on");
        awaitTitle(article, "Goes on");
        count(article, 2);
        awaitViews(article, "7");
    }

    @Test
    void aTallyWithANewerVersionInRedisIsRewritten() {
        try (QueuedEvents events = new QueuedEvents(core)) {
            events.send(1, events.views(1));
            events.awaitEmptyQueue();
            await(events.redis().hset(RedisKeys.tally(events.target), "v:views",
                    RedisStore.bytes(Version.format(1_000_000))));

            events.send(2, events.views(2));
            events.awaitEmptyQueue();

            assertThat(events.settled("views")).isEqualTo("3");
        }
    }

    @Test
    void tallyThatAnotherWorkerHasOvertakenIsNotRewritten() {
        UUID entry = UUID.randomUUID();
        Target article = new Target("article", entry.toString());
        RedisAsyncCommands<String, byte[]> redis = core.bean(RedisStore.class).commands();
        await(redis.hset(RedisKeys.tally(article), "v:views", RedisStore.bytes(Version.format(1_000_000))));
        core.bean(JdbcClient.class).sql("""
                insert into tally (entry_id, metric, value, version) values (:id, 'views', 5, 2000000),
                    (:id, 'reaction:like', 1, 1)""").param("id", entry).update();

        core.bean(SettledState.class).settle(new Outcome(List.of(), List.of(new Tally(entry, "views", 4, 999_999),
                new Tally(entry, "reaction:like", 1, 1)), List.of(), Set.of()));

        assertThat(core.bean(Tallies.class).of(List.of(entry))).extracting(Tally::version)
                .containsExactlyInAnyOrder(2_000_000L, 1L);
    }

    private void apply(String furtherFields) {
        assertThat(core.apply("""
                types:
                  article:
                    title: title
                    fields: {title: {type: text}, slug: {type: slug, from: title}%s}
                    interactions: {views: {}}
                """.formatted(furtherFields)).status()).isEqualTo(200);
    }

    /** @param statements statements to which the database's name is appended */
    private void whileItIsStopped(String... statements) throws InterruptedException {
        Environment settings = core.bean(Environment.class);
        String url = settings.getRequiredProperty("HEADRACE_DATABASE_URL");
        String user = settings.getRequiredProperty("HEADRACE_DATABASE_USER");
        String password = settings.getRequiredProperty("HEADRACE_DATABASE_PASSWORD");
        String name = url.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
        core.close();
        // The queue may not have noticed the closed connection yet: the last poll would take the next message.
        Thread.sleep(InteractionQueue.LONG_POLL);
        for (String statement : statements) {
            // PostgreSQL notices closed connections with a delay.
            Eventually.passes(statement, () -> {
                try (Connection connection = DriverManager.getConnection(url.replace("/" + name, "/postgres"), user,
                        password); Statement sql = connection.createStatement()) {
                    sql.execute(statement.formatted(name));
                }
            });
        }
        core = core.another();
    }

    private void retitle(Target article, String title) {
        assertThat(core.patch(path(article), "{\"fields\": {\"title\": \"" + title + "\"}}").status()).isEqualTo(200);
        publish(article);
    }

    private void publish(Target article) {
        assertThat(core.post(path(article) + "/publish", "").status()).isLessThan(300);
    }

    private static String path(Target article) {
        return "/api/entries/article/" + article.id();
    }

    private void count(Target article, int views) {
        try (QueuedEvents events = new QueuedEvents(core, article)) {
            events.send(1, events.views(views));
            events.awaitEmptyQueue(Duration.ofSeconds(90));
        }
    }

    private void awaitTitle(Target article, String title) {
        Eventually.holds("the title is " + title, () -> get(RedisKeys.document(article, "en", PublishedModel.FULL))
                .map(frame -> new String(Frame.decode(frame).body(), StandardCharsets.UTF_8))
                .filter(document -> document.contains("\"" + title + "\"")).isPresent());
    }

    private void awaitViews(Target article, String views) {
        try (QueuedEvents events = new QueuedEvents(core, article)) {
            Eventually.holds("there are " + views + " views",
                    () -> Objects.equals(events.settled("views"), views));
        }
    }

    private long modelAtEdge() {
        return get(RedisKeys.MODEL).map(json -> PublishedModel.parse(new String(json, StandardCharsets.UTF_8)))
                .map(PublishedModel::version).orElse(-1L);
    }

    private Optional<byte[]> get(String key) {
        return Optional.ofNullable(await(core.bean(RedisStore.class).commands().get(key)));
    }
}
