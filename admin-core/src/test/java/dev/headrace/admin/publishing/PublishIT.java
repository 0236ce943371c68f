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
import io.lettuce.core.Range;
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
import tools.jackson.databind.json.JsonMapper;

/** From a draft to the bytes in Redis, without an edge. */
class PublishIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                types:
                  author:
                    title: name
                    fields:
                      name: {type: text, required: true}
                      slug: {type: slug, from: name, unique: true}
                  article:
                    title: title
                    fields:
                      title: {type: text, required: true, max: 200}
                      slug: {type: slug, from: title, unique: true}
                      stars: {type: number}
                      author: {type: reference, to: [author]}
                      others: {type: reference, to: [author], many: true}
                      date: {type: datetime}
                    views: {full: {include: [author]}, card: {fields: [title, author]}}
                    lists: {filter: [author], sort: [date]}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void aPublicationIsAnsweredWithItsReceipt() {
        String id = create("article", "{\"title\": \"Weirs and mills\"}");

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
        String id = create("article", "{\"title\": \"Receipt\"}");
        publish("article", id);

        assertThat(core.get("/api/entries/article/" + id + "/receipt").status()).isEqualTo(200);
        assertThat(core.get("/api/entries/author/" + id + "/receipt").status()).isEqualTo(404);
        assertThat(core.get("/api/entries/nothing/" + id + "/receipt").status()).isEqualTo(404);
    }

    @Test
    void whatIsPublishedWhileAViewIsAddedHasTheView() throws Exception {
        core.apply("types: {leaf: {title: name, fields: {name: {type: text}}}}");
        String id = create("leaf", "{\"name\": \"Leaf\"}");
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
        Eventually.holds("the new view is there", () -> frame("leaf", id, "card").isPresent());
    }

    @Test
    void aDocumentHasItsFieldsInTheModelsOrderAndItsReferencesEmbeddedOrByName() {
        String author = create("author", "{\"name\": \"Ada\"}");
        String unpublished = create("author", "{\"name\": \"Nobody\"}");
        publish("author", author);
        String id = create("article", """
                {"date": "2026-03-14T08:00:00+01:00", "title": "Order", "author": "%s", "others": ["%s", "%s"]}"""
                .formatted(author, unpublished, author));
        publish("article", id);

        JsonNode full = document("article", id, "full");

        assertThat(full.propertyNames()).containsExactly("id", "type", "title", "slug", "stars", "author", "others",
                "date",
                "_meta");
        assertThat(full.at("/author/name").stringValue()).isEqualTo("Ada");
        assertThat(full.path("others").toString()).isEqualTo("[{\"id\":\"" + author + "\",\"type\":\"author\"}]");
        assertThat(full.path("date").stringValue()).isEqualTo("2026-03-14T07:00:00Z");
        assertThat(full.path("stars").isNull()).isTrue();
        assertThat(document("article", id, "card").propertyNames()).containsExactly("id", "type", "title", "author",
                "_meta");
    }

    @Test
    void whatAnEntryEmbedsIsRenderedAnewWithIt() {
        String author = create("author", "{\"name\": \"Before\"}");
        publish("author", author);
        String id = create("article", "{\"title\": \"Dependent\", \"author\": \"" + author + "\"}");
        publish("article", id);

        core.patch("/api/entries/author/" + author, "{\"fields\": {\"name\": \"After\"}}");
        publish("author", author);

        Eventually.holds("the article has the new name",
                () -> document("article", id, "full").at("/author/name").stringValue().equals("After"));
        Eventually.holds("the receipt counts it",
                () -> core.get("/api/entries/author/" + author + "/receipt").json().path("dependents").intValue() == 1);
    }

    @Test
    void anOlderPublicationThatArrivesLateLoses() {
        String id = create("article", "{\"title\": \"Newest\", \"date\": \"2026-01-01T00:00:00Z\"}");
        publish("article", id);
        Target target = new Target("article", id);
        Frame late = Frame.document(1, "{\"title\":\"late\"}".getBytes(StandardCharsets.UTF_8));

        core.bean(EdgeWriter.class).write(List.of(new RenderedDocument(target, 1, Map.of("full", late, "card", late),
                false, "newest", Map.of("newest-of-all", 1L),
                List.of(new ListPlace(RedisKeys.list("article", "date"), "late")))));

        assertThat(document("article", id, "full").path("title").stringValue()).isEqualTo("Newest");
        assertThat(slug("newest")).hasValueSatisfying(frame -> assertThat(frame.version()).isGreaterThan(1));
        assertThat(list("date")).doesNotContain("late").contains(ListPlace.member("20260101000000000", id));
    }

    @Test
    void anUnpublishedDocumentIsGoneAndDoesNotComeBack() {
        String id = create("article", "{\"title\": \"Withdrawn\"}");
        publish("article", id);
        Frame published = frame("article", id, "full").orElseThrow();

        assertThat(core.post("/api/entries/article/" + id + "/unpublish", "").status()).isEqualTo(200);
        core.bean(EdgeWriter.class).write(List.of(new RenderedDocument(new Target("article", id), published.version(),
                Map.of("full", published), false, "withdrawn", Map.of(), List.of())));

        assertThat(frame("article", id, "full")).hasValueSatisfying(
                frame -> assertThat(frame.kind()).isEqualTo(Frame.Kind.TOMBSTONE));
        assertThat(slug("withdrawn")).hasValueSatisfying(
                frame -> assertThat(frame.kind()).isEqualTo(Frame.Kind.TOMBSTONE));
        assertThat(list("publishedAt")).noneMatch(member -> member.endsWith(id));
        assertThat(core.get("/api/entries/article/" + id).json().path("status").stringValue()).isEqualTo("unpublished");
    }

    @Test
    void aSlugThatWasGivenUpServesItsNewOwner() {
        String first = create("article", "{\"title\": \"One\", \"slug\": \"wanted\"}");
        publish("article", first);
        core.patch("/api/entries/article/" + first, "{\"fields\": {\"slug\": \"given-up\"}}");
        publish("article", first);
        String second = create("article", "{\"title\": \"Two\", \"slug\": \"wanted\"}");
        publish("article", second);

        assertThat(slug("wanted").map(frame -> new String(frame.body(), StandardCharsets.UTF_8))).hasValue(second);
        assertThat(slug("given-up").map(frame -> new String(frame.body(), StandardCharsets.UTF_8))).hasValue(first);
    }

    @Test
    @Tag("ends-servers")
    void aSlugThatWasGivenUpAndTakenWhileRedisWasAwayServesItsNewOwner() {
        String first = create("article", "{\"title\": \"First\", \"slug\": \"passed-on\"}");
        publish("article", first);
        String second = create("article", "{\"title\": \"Second\"}");
        Backends.redis().kill();
        try {
            core.patch("/api/entries/article/" + first, "{\"fields\": {\"slug\": \"renamed\"}}");
            publishLater(first);
            core.patch("/api/entries/article/" + second, "{\"fields\": {\"slug\": \"passed-on\"}}");
            publishLater(second);
            publishLater(first);
        } finally {
            Backends.redis().start();
        }

        Eventually.passes("both slugs are right", Duration.ofSeconds(60), () -> {
            assertThat(slug("passed-on").map(frame -> new String(frame.body(), StandardCharsets.UTF_8)))
                    .hasValue(second);
            assertThat(slug("renamed").map(frame -> new String(frame.body(), StandardCharsets.UTF_8))).hasValue(first);
            assertThat(core.bean(Projections.class).backlog().documents()).isZero();
        });
    }

    @Test
    @Tag("ends-servers")
    void aSlugThatMayHaveReachedRedisIsTakenBack() {
        String id = create("article", "{\"title\": \"Interrupted\", \"slug\": \"interrupted\"}");
        Backends.redis().kill();
        try {
            publishLater(id);
            core.patch("/api/entries/article/" + id, "{\"fields\": {\"slug\": \"uninterrupted\"}}");
            publishLater(id);
        } finally {
            Backends.redis().start();
        }

        Eventually.passes("the first slug is taken back", Duration.ofSeconds(60),
                () -> assertThat(slug("interrupted").map(Frame::kind)).hasValue(Frame.Kind.TOMBSTONE));
    }

    @Test
    void anUnpublishedDocumentDoesNotComeBackWithAView() {
        core.apply("types: {note: {title: text, fields: {text: {type: text}}, views: {short: {fields: [text]}}}}");
        String id = create("note", "{\"text\": \"Gone for good\"}");
        publish("note", id);
        Frame published = frame("note", id, "short").orElseThrow();
        core.apply("types: {note: {title: text, fields: {text: {type: text}}}}");
        core.post("/api/entries/note/" + id + "/unpublish", "");

        core.apply("types: {note: {title: text, fields: {text: {type: text}}, views: {short: {fields: [text]}}}}");

        assertThat(frame("note", id, "short")).hasValueSatisfying(frame -> {
            assertThat(frame.kind()).isEqualTo(Frame.Kind.TOMBSTONE);
            assertThat(frame.version()).isGreaterThan(published.version());
        });
    }

    @Test
    void anArticleThatIsPublishedBetweenItsAuthorsChangeAndItsCommitIsRenderedAnew() {
        String author = create("author", "{\"name\": \"Between\"}");
        publish("author", author);
        String id = create("article", "{\"title\": \"In between\", \"author\": \"" + author + "\"}");

        long before = transaction(() -> {
            Projections projections = core.bean(Projections.class);
            projections.markDependentsLater(UUID.fromString(author),
                    projections.mark(UUID.fromString(author), "author"));
            publish("article", id);
            return frame("article", id, "full").orElseThrow().version();
        });

        Eventually.holds("it is rendered anew", () -> frame("article", id, "full").orElseThrow().version() > before);
    }

    @Test
    void aMarkThatWaitsForAnotherIsLaterThanTheOther() {
        UUID id = UUID.fromString(create("author", "{\"name\": \"Marked twice\"}"));
        publish("author", id.toString());
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
        String bad = create("article", "{\"title\": \"Refused\"}");
        String good = create("article", "{\"title\": \"Accepted\"}");
        String places = RedisKeys.listPlaces(new Target("article", bad));
        EdgeStore.await(core.bean(EdgeStore.class).commands().lpush(places, EdgeStore.bytes("not a frame")));

        publishLater(bad);
        publish("article", good);

        assertThat(frame("article", good, "full")).isPresent();
        assertThat(core.bean(Projections.class).trouble(UUID.fromString(bad))).hasValueSatisfying(
                trouble -> assertThat(trouble).contains("WRONGTYPE"));
        EdgeStore.await(core.bean(EdgeStore.class).commands().del(places));
        publish("article", bad);
    }

    @Test
    void largeDocumentsAreBroughtToTheEdgeOneByOne() {
        core.apply("types: {page: {title: name, fields: {name: {type: text}, body: {type: markdown}}}}");
        List<Claim> claims = Stream.of("One", "Two", "Three").map(name -> {
            String id = create("page", "{\"name\": \"%s\", \"body\": \"%s\"}".formatted(name, incompressible(700_000)));
            publish("page", id);
            return new Claim(UUID.fromString(id), "page", 1);
        }).toList();

        assertThat(core.bean(RenderDocuments.class).portions(claims)).hasSize(3);
    }

    @Test
    void anEdgeThatHasNotSeenAPublicationHoldsItsReceiptEvenIfTheCoreIsStartedAgain() {
        String id = create("article", "{\"title\": \"Not seen\"}");
        try {
            edgeNotes("quick", "99999999999999-0 " + Long.MAX_VALUE);
            edgeNotes("slow", "0-1 " + Long.MAX_VALUE);
            edgeNotes("odd", "not one");
            publishLater(id);
            assertThat(receipt(id).path("storedAt").isMissingNode()).isFalse();
            assertThat(receipt(id).path("seenAt").isMissingNode()).isTrue();

            core.restart();
            edgeNotes("slow", "99999999999999-0 " + Long.MAX_VALUE);

            Eventually.passes("both have seen it", () -> {
                assertThat(receipt(id).path("live").booleanValue()).isTrue();
                assertThat(receipt(id).path("seenAt").isMissingNode()).isFalse();
                assertThat(receipt(id).path("edges").intValue()).isEqualTo(2);
            });
        } finally {
            EdgeStore.await(core.bean(EdgeStore.class).commands().del(RedisKeys.EDGES));
        }
    }

    @Test
    @Tag("ends-servers")
    void whatIsPublishedWhileRedisIsAwayGoesLiveOnceItIsBack() {
        String id = create("article", "{\"title\": \"Patience\"}");
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
        assertThat(document("article", id, "full").path("title").stringValue()).isEqualTo("Patience");
    }

    @Test
    void anEmptiedRedisIsFilledAgain() {
        String id = create("article", "{\"title\": \"Refilled\", \"date\": \"2026-02-02T00:00:00Z\"}");
        publish("article", id);

        EdgeStore.await(core.bean(EdgeStore.class).commands().flushall());

        Eventually.holds("the document is back", () -> frame("article", id, "full").isPresent());
        Eventually.holds("its list is back", () -> list("date").contains(ListPlace.member("20260202000000000", id)));
        Eventually.holds("the model is back",
                () -> EdgeStore.await(core.bean(EdgeStore.class).commands().get(RedisKeys.MODEL)) != null);
    }

    @Test
    void nothingIsMarkedWhileAnEmptiedRedisTakesNoWrites() {
        String id = create("article", "{\"title\": \"Refused refill\"}");
        publish("article", id);
        core.bean(EdgeContents.class).lookAfterEdge();
        var redis = core.bean(EdgeStore.class).commands();
        long marked;
        EdgeStore.await(redis.configSet("maxmemory", "1"));
        try {
            EdgeStore.await(redis.flushall());
            marked = highestMark();
            core.bean(EdgeContents.class).lookAfterEdge();
            core.bean(EdgeContents.class).lookAfterEdge();

            assertThat(highestMark()).isEqualTo(marked);
        } finally {
            EdgeStore.await(redis.configSet("maxmemory", "0"));
        }
        Eventually.holds("the document is back", () -> frame("article", id, "full").isPresent());
    }

    @Test
    void whatWasWrittenLastIsWrittenAgainWhenRedisIsAnotherProcess() {
        String recent = create("article", "{\"title\": \"Written last\"}");
        publish("article", recent);
        String old = create("article", "{\"title\": \"Written long ago\"}");
        publish("article", old);
        core.bean(EdgeContents.class).lookAfterEdge();
        var redis = core.bean(EdgeStore.class).commands();
        EdgeStore.await(redis.del(key("article", recent, "full"), key("article", old, "full")));
        JdbcClient jdbc = core.bean(JdbcClient.class);
        jdbc.sql("update projection set done_at = now() - interval '1 day' where entry_id = ?")
                .param(UUID.fromString(old)).update();

        jdbc.sql("update edge_epoch set server = 'the one before'").update();

        Eventually.holds("what may be lost is back", () -> frame("article", recent, "full").isPresent());
        assertThat(frame("article", old, "full")).isEmpty();
        assertThat(jdbc.sql("select server from edge_epoch").query(String.class).single()).startsWith("run_id:");
        publish("article", old);
    }

    private static long highestMark() {
        return core.bean(JdbcClient.class).sql("select max(wanted) from projection").query(Long.class).single();
    }

    private static String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    private static void publish(String type, String id) {
        Answer receipt = core.post("/api/entries/" + type + "/" + id + "/publish", "");
        assertThat(receipt.status()).as(receipt.text()).isEqualTo(200);
    }

    /** It is not live within the time that an answer waits for it. */
    private static void publishLater(String id) {
        Answer receipt = core.post("/api/entries/article/" + id + "/publish", "");
        assertThat(receipt.status()).as(receipt.text()).isEqualTo(202);
    }

    private static <T> T transaction(Supplier<T> work) {
        return Optional.ofNullable(core.bean(TransactionTemplate.class).execute(_ -> work.get())).orElseThrow();
    }

    private static JsonNode receipt(String id) {
        return core.get("/api/entries/article/" + id + "/receipt").json();
    }

    private static void edgeNotes(String edge, String note) {
        EdgeStore.await(core.bean(EdgeStore.class).commands().hset(RedisKeys.EDGES, edge, EdgeStore.bytes(note)));
    }

    private static String incompressible(int characters) {
        return new Random(1).ints(characters, 'a', 'z' + 1).mapToObj(Character::toString).collect(joining());
    }

    private static JsonNode document(String type, String id, String view) {
        return JSON.readTree(frame(type, id, view).orElseThrow().body());
    }

    private static Optional<Frame> frame(String type, String id, String view) {
        return at(key(type, id, view));
    }

    private static String key(String type, String id, String view) {
        return RedisKeys.document(new Target(type, id), view, "en");
    }

    private static Optional<Frame> slug(String slug) {
        return at(RedisKeys.slug("article", slug));
    }

    private static Optional<Frame> at(String key) {
        return Optional.ofNullable(EdgeStore.await(core.bean(EdgeStore.class).commands().get(key))).map(Frame::decode);
    }

    private static List<String> list(String sort) {
        return EdgeStore.await(core.bean(EdgeStore.class).commands().zrangebylex(RedisKeys.list("article", sort),
                Range.unbounded())).stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
    }
}
