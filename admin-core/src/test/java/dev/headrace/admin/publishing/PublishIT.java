package dev.headrace.admin.publishing;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.edge.EdgeStore;
import dev.headrace.admin.publishing.Projections.Claim;
import dev.headrace.admin.staff.Actor;
import dev.headrace.model.Frame;
import dev.headrace.model.ListPlace;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** From a draft to the bytes in Redis, without an edge. */
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
    void aPublicationIsAnsweredWithItsReceipt() {
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
    void aReceiptIsFoundUnderItsOwnTypeOnly() {
        String id = content.create("article", "{\"title\": \"Receipt\"}");
        content.publish("article", id);

        assertThat(core.get("/api/entries/article/" + id + "/receipt").status()).isEqualTo(200);
        assertThat(core.get("/api/entries/author/" + id + "/receipt").status()).isEqualTo(404);
        assertThat(core.get("/api/entries/nothing/" + id + "/receipt").status()).isEqualTo(404);
    }

    @Test
    void whatIsPublishedWhileAViewIsAddedHasTheView() throws Exception {
        core.apply("types: {leaf: {title: name, fields: {name: {type: text}}}}");
        String id = content.create("leaf", "{\"name\": \"Leaf\"}");
        CompletableFuture<Answer> change = new CompletableFuture<>();

        core.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            core.bean(Publish.class).publish("leaf", UUID.fromString(id), null,
                    new Actor(CoreUnderTest.EMAIL, Actor.Role.administrator));
            change.completeAsync(() -> core.apply(
                    "types: {leaf: {title: name, fields: {name: {type: text}}, views: {card: {fields: [name]}}}}"));
            Eventually.holds("the change waits, or is through", () -> change.isDone()
                    || core.bean(JdbcClient.class).sql("""
                            select exists (select from pg_stat_activity
                            where wait_event_type = 'Lock' and datname = current_database())""").query(Boolean.class)
                            .single());
        });

        assertThat(change.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(core.bean(JdbcClient.class).sql("""
                select wanted > (select projection from publish_receipt where entry_id = :id::uuid)
                from projection where entry_id = :id::uuid""").param("id", id).query(Boolean.class).single())
                .as("the change has marked the document").isTrue();
        Eventually.holds("the new view is there", () -> content.frame("leaf", id, "card").isPresent());
    }

    @Test
    void aDocumentHasItsFieldsInTheModelsOrderAndItsReferencesEmbeddedOrByName() {
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
    void whatAnEntryEmbedsIsRenderedAnewWithIt() {
        String author = content.create("author", "{\"name\": \"Before\"}");
        content.publish("author", author);
        String id = content.create("article", "{\"title\": \"Dependent\", \"author\": \"" + author + "\"}");
        content.publish("article", id);

        core.patch("/api/entries/author/" + author, "{\"fields\": {\"name\": \"After\"}}");
        content.publish("author", author);

        Eventually.holds("the article has the new name",
                () -> content.document("article", id, "full").at("/author/name").stringValue().equals("After"));
        Eventually.holds("the receipt counts it",
                () -> core.get("/api/entries/author/" + author + "/receipt").json().path("dependents").intValue() == 1);
    }

    @Test
    void anOlderPublicationThatArrivesLateLoses() {
        String id = content.create("article", "{\"title\": \"Newest\", \"date\": \"2026-01-01T00:00:00Z\"}");
        content.publish("article", id);
        Target target = new Target("article", id);
        Frame late = Frame.document(1, "{\"title\":\"late\"}".getBytes(StandardCharsets.UTF_8));

        core.bean(EdgeWriter.class).write(List.of(new RenderedDocument(target, 1, Map.of("full", late, "card", late),
                false, "newest", Map.of("newest-of-all", 1L),
                List.of(new ListPlace(RedisKeys.list("article", "date"), "late")))));

        assertThat(content.document("article", id, "full").path("title").stringValue()).isEqualTo("Newest");
        assertThat(content.slug("newest")).hasValueSatisfying(frame -> assertThat(frame.version()).isGreaterThan(1));
        assertThat(content.list("date")).doesNotContain("late").contains(ListPlace.member("20260101000000000", id));
    }

    @Test
    void anUnpublishedDocumentIsGoneAndDoesNotComeBack() {
        String id = content.create("article", "{\"title\": \"Withdrawn\"}");
        content.publish("article", id);
        Frame published = content.frame("article", id, "full").orElseThrow();

        assertThat(core.post("/api/entries/article/" + id + "/unpublish", "").status()).isEqualTo(200);
        core.bean(EdgeWriter.class).write(List.of(new RenderedDocument(new Target("article", id), published.version(),
                Map.of("full", published), false, "withdrawn", Map.of(), List.of())));

        assertThat(content.frame("article", id, "full")).hasValueSatisfying(
                frame -> assertThat(frame.kind()).isEqualTo(Frame.Kind.TOMBSTONE));
        assertThat(content.slug("withdrawn")).hasValueSatisfying(
                frame -> assertThat(frame.kind()).isEqualTo(Frame.Kind.TOMBSTONE));
        assertThat(content.list("publishedAt")).noneMatch(member -> member.endsWith(id));
        assertThat(core.get("/api/entries/article/" + id).json().path("status").stringValue()).isEqualTo("unpublished");
    }

    @Test
    void aSlugThatWasGivenUpServesItsNewOwner() {
        String first = content.create("article", "{\"title\": \"One\", \"slug\": \"wanted\"}");
        content.publish("article", first);
        core.patch("/api/entries/article/" + first, "{\"fields\": {\"slug\": \"given-up\"}}");
        content.publish("article", first);
        String second = content.create("article", "{\"title\": \"Two\", \"slug\": \"wanted\"}");
        content.publish("article", second);

        assertThat(content.slug("wanted").map(frame -> new String(frame.body(), StandardCharsets.UTF_8)))
                .hasValue(second);
        assertThat(content.slug("given-up").map(frame -> new String(frame.body(), StandardCharsets.UTF_8)))
                .hasValue(first);
    }

    @Test
    @Tag("ends-servers")
    void aSlugThatWasGivenUpAndTakenWhileRedisWasAwayServesItsNewOwner() {
        String first = content.create("article", "{\"title\": \"First\", \"slug\": \"passed-on\"}");
        content.publish("article", first);
        String second = content.create("article", "{\"title\": \"Second\"}");
        Backends.redis().kill();
        try {
            core.patch("/api/entries/article/" + first, "{\"fields\": {\"slug\": \"renamed\"}}");
            content.publishLater(first);
            core.patch("/api/entries/article/" + second, "{\"fields\": {\"slug\": \"passed-on\"}}");
            content.publishLater(second);
            content.publishLater(first);
        } finally {
            Backends.redis().start();
        }

        Eventually.passes("both slugs are right", Duration.ofSeconds(60), () -> {
            assertThat(content.slug("passed-on").map(frame -> new String(frame.body(), StandardCharsets.UTF_8)))
                    .hasValue(second);
            assertThat(content.slug("renamed").map(frame -> new String(frame.body(), StandardCharsets.UTF_8)))
                    .hasValue(first);
            assertThat(core.bean(Projections.class).backlog().documents()).isZero();
        });
    }

    @Test
    @Tag("ends-servers")
    void aSlugThatMayHaveReachedRedisIsTakenBack() {
        String id = content.create("article", "{\"title\": \"Interrupted\", \"slug\": \"interrupted\"}");
        Backends.redis().kill();
        try {
            content.publishLater(id);
            core.patch("/api/entries/article/" + id, "{\"fields\": {\"slug\": \"uninterrupted\"}}");
            content.publishLater(id);
        } finally {
            Backends.redis().start();
        }

        Eventually.passes("the first slug is taken back", Duration.ofSeconds(60),
                () -> assertThat(content.slug("interrupted").map(Frame::kind)).hasValue(Frame.Kind.TOMBSTONE));
    }

    @Test
    void anUnpublishedDocumentDoesNotComeBackWithAView() {
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
    void anArticleThatIsPublishedBetweenItsAuthorsChangeAndItsCommitIsRenderedAnew() {
        String author = content.create("author", "{\"name\": \"Between\"}");
        content.publish("author", author);
        String id = content.create("article", "{\"title\": \"In between\", \"author\": \"" + author + "\"}");

        long before = transaction(() -> {
            Projections projections = core.bean(Projections.class);
            projections.markDependentsLater(UUID.fromString(author),
                    projections.mark(UUID.fromString(author), "author"));
            content.publish("article", id);
            return content.frame("article", id, "full").orElseThrow().version();
        });

        Eventually.holds("it is rendered anew",
                () -> content.frame("article", id, "full").orElseThrow().version() > before);
    }

    @Test
    void aMarkThatWaitsForAnotherIsLaterThanTheOther() {
        UUID id = UUID.fromString(content.create("author", "{\"name\": \"Marked twice\"}"));
        content.publish("author", id.toString());
        Projections projections = core.bean(Projections.class);

        var waiting = new CompletableFuture<Long>();
        long first = transaction(() -> {
            JdbcClient jdbc = core.bean(JdbcClient.class);
            jdbc.sql("select wanted from projection where entry_id = ? for update").param(id).query().singleValue();
            waiting.completeAsync(() -> projections.mark(id, "author"));
            Eventually.holds("it waits", () -> jdbc.sql("select count(*) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'").query(Long.class)
                    .single() > 0);
            return projections.mark(id, "author");
        });

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(30), as(LONG)).isGreaterThan(first);
    }

    @Test
    void aDocumentThatRedisRefusesHoldsNoOtherUp() {
        String bad = content.create("article", "{\"title\": \"Refused\"}");
        String good = content.create("article", "{\"title\": \"Accepted\"}");
        String places = RedisKeys.listPlaces(new Target("article", bad));
        EdgeStore.await(core.bean(EdgeStore.class).commands().lpush(places, EdgeStore.bytes("not a frame")));

        content.publishLater(bad);
        content.publish("article", good);

        assertThat(content.frame("article", good, "full")).isPresent();
        assertThat(core.bean(Projections.class).trouble(UUID.fromString(bad))).hasValueSatisfying(
                trouble -> assertThat(trouble).contains("WRONGTYPE"));
        EdgeStore.await(core.bean(EdgeStore.class).commands().del(places));
        content.publish("article", bad);
    }

    @Test
    void largeDocumentsAreBroughtToTheEdgeOneByOne() {
        core.apply("types: {page: {title: name, fields: {name: {type: text}, body: {type: markdown}}}}");
        List<Claim> claims = Stream.of("One", "Two", "Three").map(name -> {
            String id = content.create("page",
                    "{\"name\": \"%s\", \"body\": \"%s\"}".formatted(name, incompressible(700_000)));
            content.publish("page", id);
            return new Claim(UUID.fromString(id), "page", 1);
        }).toList();

        assertThat(core.bean(RenderDocuments.class).portions(claims)).hasSize(3);
    }

    @Test
    void anEdgeThatHasNotSeenAPublicationHoldsItsReceiptEvenIfTheCoreIsStartedAgain() {
        String id = content.create("article", "{\"title\": \"Not seen\"}");
        try {
            edgeNotes("quick", "99999999999999-0 " + Long.MAX_VALUE);
            edgeNotes("slow", "0-1 " + Long.MAX_VALUE);
            edgeNotes("odd", "not one");
            content.publishLater(id);
            assertThat(content.receipt(id).path("storedAt").isMissingNode()).isFalse();
            assertThat(content.receipt(id).path("seenAt").isMissingNode()).isTrue();

            core.restart();
            edgeNotes("slow", "99999999999999-0 " + Long.MAX_VALUE);

            Eventually.passes("both have seen it", () -> {
                assertThat(content.receipt(id).path("live").booleanValue()).isTrue();
                assertThat(content.receipt(id).path("seenAt").isMissingNode()).isFalse();
                assertThat(content.receipt(id).path("edges").intValue()).isEqualTo(2);
            });
        } finally {
            EdgeStore.await(core.bean(EdgeStore.class).commands().del(RedisKeys.EDGES));
        }
    }

    @Test
    @Tag("ends-servers")
    void whatIsPublishedWhileRedisIsAwayGoesLiveOnceItIsBack() {
        String id = content.create("article", "{\"title\": \"Patience\"}");
        Backends.redis().kill();
        try {
            Answer receipt = core.post("/api/entries/article/" + id + "/publish", "");
            assertThat(receipt.status()).as(receipt.text()).isEqualTo(202);
            assertThat(receipt.json().path("live").booleanValue()).isFalse();
        } finally {
            Backends.redis().start();
        }

        Eventually.holds("it is in Redis", Duration.ofSeconds(60),
                () -> core.get("/api/entries/article/" + id + "/receipt").json().has("storedAt"));
        assertThat(content.document("article", id, "full").path("title").stringValue()).isEqualTo("Patience");
    }

    private static <T> T transaction(Supplier<T> work) {
        return Optional.ofNullable(core.bean(TransactionTemplate.class).execute(_ -> work.get())).orElseThrow();
    }

    private static void edgeNotes(String edge, String note) {
        EdgeStore.await(core.bean(EdgeStore.class).commands().hset(RedisKeys.EDGES, edge, EdgeStore.bytes(note)));
    }

    private static String incompressible(int characters) {
        return new Random(1).ints(characters, 'a', 'z' + 1).mapToObj(Character::toString).collect(joining());
    }
}
