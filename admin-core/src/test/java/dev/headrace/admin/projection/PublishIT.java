package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.admin.publishing.ChangedVariant;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Marks;
import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.publishing.Publish;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.model.Frame;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.Target;
import dev.headrace.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Publishes drafts and checks the bytes in Redis, without an edge. */
class PublishIT {

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
    void publishingReturnsAReceipt() {
        String id = content.create("article", "{\"title\": \"Weirs and mills\"}");

        Answer receipt = core.post("/api/entries/article/" + id + "/publish", "");

        assertThat(receipt.status()).as(receipt.text()).isEqualTo(200);
        assertThat(receipt.json().path("live").booleanValue()).as("no edge runs that could serve it").isFalse();
        assertThat(receipt.json().path("storedAt").isString()).isTrue();
        assertThat(receipt.json().path("version").intValue()).isEqualTo(1);
        assertThat(receipt.json().path("edges").intValue()).isZero();
        assertThat(receipt.json().path("millis").longValue()).isNotNegative();
    }

    @Test
    void documentsPublishedWhileAViewIsAddedHaveTheView() throws Exception {
        core.apply("types: {leaf: {title: name, fields: {name: {type: text}}}}");
        String id = content.create("leaf", "{\"name\": \"Leaf\"}");
        CompletableFuture<Answer> change = new CompletableFuture<>();

        core.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            core.bean(Publish.class).one("leaf", UUID.fromString(id), "en", ExpectedVersion.ANY, Actor.system());
            change.completeAsync(() -> core.apply(
                    "types: {leaf: {title: name, fields: {name: {type: text}}, views: {card: {fields: [name]}}}}"));
            Eventually.holds("the change waits or has completed", () -> change.isDone()
                    || core.bean(JdbcClient.class).sql("""
                            select exists (select from pg_stat_activity
                            where wait_event_type = 'Lock' and datname = current_database())""").query(Boolean.class)
                            .single());
        });

        assertThat(change.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(core.bean(JdbcClient.class).sql("""
                select exists (select from types_to_mark where type = 'leaf')
                    or wanted > (select projection from publish_receipt where entry_id = :id::uuid)
                from projection where entry_id = :id::uuid""").param("id", id).query(Boolean.class).single())
                .as("the change has marked the document, or will").isTrue();
        Eventually.holds("the new view is there", () -> content.frame("leaf", id, "card").isPresent());
    }

    @Test
    void documentsHaveFieldsInModelOrderAndEmbeddedReferences() {
        String author = content.create("author", "{\"name\": \"Ada\"}");
        String unpublished = content.create("author", "{\"name\": \"Nobody\"}");
        content.publish("author", author);
        String id = content.create("article", """
                {"date": "2026-03-14T08:00:00+01:00", "title": "Order", "author": "%s", "others": ["%s", "%s"]}"""
                .formatted(author, unpublished, author));
        content.publish("article", id);

        JsonNode full = content.document("article", id, "full");

        assertThat(full.propertyNames()).containsExactly("id", "type", "title", "slug", "stars", "author", "others",
                "date",
                "_meta");
        assertThat(full.at("/author/name").stringValue()).isEqualTo("Ada");
        assertThat(full.path("others").toString()).isEqualTo("[{\"id\":\"" + author + "\",\"type\":\"author\"}]");
        assertThat(full.path("date").stringValue()).isEqualTo("2026-03-14T07:00:00Z");
        assertThat(full.path("stars").isNull()).isTrue();
        assertThat(content.document("article", id, "card").propertyNames()).containsExactly("id", "type", "title",
                "author",
                "_meta");
    }

    @Test
    void embeddingDocumentsAreRerenderedAfterAChange() {
        String author = content.create("author", "{\"name\": \"Before\"}");
        content.publish("author", author);
        String id = content.create("article", "{\"title\": \"Dependent\", \"author\": \"" + author + "\"}");
        content.publish("article", id);

        core.patch("/api/entries/author/" + author, "{\"fields\": {\"name\": \"After\"}}");
        content.publish("author", author);

        Eventually.holds("the article has the new name",
                () -> content.document("article", id, "full").at("/author/name").stringValue().equals("After"));
        Eventually.holds("the receipt counts the article",
                () -> core.get("/api/entries/author/" + author + "/receipt").json().path("dependents").intValue() == 1);
    }

    @Test
    void aLateWriteOfAnOlderVersionIsIgnored() {
        String id = content.create("article", "{\"title\": \"Newest\", \"date\": \"2026-01-01T00:00:00Z\"}");
        content.publish("article", id);
        Target target = new Target("article", id);
        Frame late = Frame.document(1, "{\"title\":\"late\"}".getBytes(StandardCharsets.UTF_8));

        core.bean(EdgeWriter.class).write(List.of(new RenderedDocument(new DocumentKey(content.uuid(id), "en"), target,
                1, Map.of("full", late, "card", late), false, new IndexRecord(target, "en", 0, Map.of()),
                Frame.tombstone(1), "newest", Map.of("newest-of-all", Frame.tombstone(1)))));

        assertThat(content.document("article", id, "full").path("title").stringValue()).isEqualTo("Newest");
        assertThat(content.slug("newest")).hasValueSatisfying(frame -> assertThat(frame.version()).isGreaterThan(1));
        assertThat(content.indexed("article", id, "en")).hasValueSatisfying(
                record -> assertThat(record.values()).containsEntry("date", List.of("2026-01-01T00:00:00Z")));
        assertThat(content.presence("article", id).map(Frame::kind)).hasValue(Frame.Kind.DOCUMENT);
    }

    @Test
    void anUnpublishedDocumentIsReplacedByALastingTombstone() {
        String id = content.create("article", "{\"title\": \"Withdrawn\"}");
        content.publish("article", id);
        Frame published = content.frame("article", id, "full").orElseThrow();

        assertThat(core.post("/api/entries/article/" + id + "/unpublish", "").status()).isEqualTo(200);
        Target target = new Target("article", id);
        core.bean(EdgeWriter.class).write(List.of(new RenderedDocument(new DocumentKey(content.uuid(id), "en"), target,
                published.version(), Map.of("full", published), false, new IndexRecord(target, "en", 0, Map.of()),
                Frame.document(published.version(), RedisStore.bytes("article")), "withdrawn", Map.of())));

        assertThat(content.frame("article", id, "full")).hasValueSatisfying(
                frame -> assertThat(frame.kind()).isEqualTo(Frame.Kind.TOMBSTONE));
        assertThat(content.slug("withdrawn")).hasValueSatisfying(
                frame -> assertThat(frame.kind()).isEqualTo(Frame.Kind.TOMBSTONE));
        assertThat(content.indexed("article", id, "en")).isEmpty();
        assertThat(content.presence("article", id).map(Frame::kind)).hasValue(Frame.Kind.TOMBSTONE);
        assertThat(core.get("/api/entries/article/" + id).json().path("status").stringValue()).isEqualTo("unpublished");
    }

    @Test
    void anAddedViewDoesNotRestoreAnUnpublishedDocument() {
        core.apply("types: {note: {title: text, fields: {text: {type: text}}, views: {short: {fields: [text]}}}}");
        String id = content.create("note", "{\"text\": \"Gone for good\"}");
        content.publish("note", id);
        Frame published = content.frame("note", id, "short").orElseThrow();
        core.apply("types: {note: {title: text, fields: {text: {type: text}}}}");
        core.post("/api/entries/note/" + id + "/unpublish", "");

        core.apply("types: {note: {title: text, fields: {text: {type: text}}, views: {short: {fields: [text]}}}}");

        assertThat(content.frame("note", id, "short")).hasValueSatisfying(frame -> {
            assertThat(frame.kind()).isEqualTo(Frame.Kind.TOMBSTONE);
            assertThat(frame.version()).isGreaterThan(published.version());
        });
    }

    @Test
    void aDocumentPublishedBeforeACommitOfItsReferenceIsRerendered() {
        String author = content.create("author", "{\"name\": \"Between\"}");
        content.publish("author", author);
        String id = content.create("article", "{\"title\": \"In between\", \"author\": \"" + author + "\"}");

        long before = transaction(() -> {
            mark("author", author);
            content.publish("article", id);
            return content.frame("article", id, "full").orElseThrow().version();
        });

        Eventually.holds("the document is rerendered",
                () -> content.frame("article", id, "full").orElseThrow().version() > before);
    }

    @Test
    void aMarkThatWaitedForAnotherHasAHigherVersion() {
        String id = content.published("author", "{\"name\": \"Marked twice\"}");

        var waiting = new CompletableFuture<Long>();
        long first = transaction(() -> {
            JdbcClient jdbc = core.bean(JdbcClient.class);
            jdbc.sql("select wanted from projection where entry_id = ?::uuid for update").param(id).query()
                    .singleValue();
            waiting.completeAsync(() -> transaction(() -> mark("author", id)));
            Eventually.holds("the mark waits", () -> jdbc.sql("select count(*) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'").query(Long.class)
                    .single() > 0);
            return jdbc.sql("update projection set wanted = nextval('projection_version') where entry_id = ?::uuid"
                    + " returning wanted").param(id).query(Long.class).single();
        });

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(30), as(LONG)).isGreaterThan(first);
    }

    private static long mark(String type, String id) {
        Model model = core.bean(Types.class).model();
        DocumentKey key = new DocumentKey(UUID.fromString(id), "en");
        return Optional.ofNullable(core.bean(Marks.class)
                .mark(model, List.of(new ChangedVariant(model.type(type), key)), RenderPriority.URGENT)
                .get(key))
                .orElseThrow();
    }

    private static <T> T transaction(Supplier<T> work) {
        return Optional.ofNullable(core.bean(TransactionTemplate.class).execute(_ -> work.get())).orElseThrow();
    }
}
