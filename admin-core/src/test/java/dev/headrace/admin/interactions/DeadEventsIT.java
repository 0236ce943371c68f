package dev.headrace.admin.interactions;

import static dev.headrace.admin.interactions.QueuedEvents.element;
import static dev.headrace.admin.interactions.QueuedEvents.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.access.Actor;
import dev.headrace.model.EventId;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.InteractionCodec.Item;
import dev.headrace.model.InteractionEvent;
import dev.headrace.model.StateOperation;
import dev.headrace.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Events that cannot be applied. */
class DeadEventsIT {

    private static CoreUnderTest core;

    private QueuedEvents events;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @BeforeEach
    void connect() {
        events = new QueuedEvents(core);
    }

    @AfterEach
    void disconnect() {
        events.close();
    }

    private static UUID idOf(String message) {
        return UUID.nameUUIDFromBytes(message.getBytes(StandardCharsets.UTF_8));
    }

    private static long dead(UUID eventId) {
        return core.bean(JdbcClient.class).sql("select id from dead_event where event_id = :id").param("id", eventId)
                .query(Long.class).single();
    }

    @Test
    void aBadEventDoesNotAffectOthers() {
        String bad = "{\"c\":\"0000000000000002\",\"e\":{\"kind\":\"incomplete\"}}";
        InteractionEvent unstorable = events.like("nul\u0000l", true);
        events.send(message(element(1, events.like("eve", true)), bad, element(3, unstorable),
                element(4, events.like("fay", true))));
        events.awaitEmptyQueue();

        assertThat(events.tally("reaction:like")).isEqualTo(2);
        assertThat(events.dead(idOf(message(bad)))).containsExactly("rejected", "'id' must be a string", message(bad));
        assertThat(events.dead(unstorable.id().value())).first().isEqualTo("rejected");
        assertThat(core.bean(DeadEvents.class).latest(10)).extracting(DeadEvents.DeadEvent::eventId)
                .contains(unstorable.id().value());
    }

    @Test
    void deadEventsAreLockedById() {
        List<InteractionEvent> unknown = Stream.generate(() -> events.event("unknown", null, JsonNodeFactory.instance
                .objectNode())).limit(2)
                .sorted(Comparator.comparing((InteractionEvent event) -> event.id().value()).reversed()).toList();
        List<UUID> ids = unknown.stream().map(event -> event.id().value()).toList();
        List<Item> items = InteractionCodec.read(message(element(1, unknown.getFirst()), element(2,
                unknown.getLast())));
        TransactionTemplate transaction = core.bean(TransactionTemplate.class);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> worker = transaction.execute(_ -> {
                insert(ids.getLast());
                CompletableFuture<Void> blocked = CompletableFuture
                        .runAsync(() -> core.bean(Inbox.class).apply(items), threads);
                Eventually.holds("the worker waits for the first id",
                        () -> CompletableFuture.supplyAsync(DeadEventsIT::isWorkerWaiting, threads).join());
                // It does not hold the other one.
                insert(ids.getFirst());
                return blocked;
            });
            worker.join();
        }

        assertThat(events.dead(ids.getFirst())).first().isEqualTo("parked");
        assertThat(events.dead(ids.getLast())).first().isEqualTo("parked");
    }

    /** Within a transaction, PostgreSQL would not see that this changes. */
    private static boolean isWorkerWaiting() {
        return core.bean(JdbcClient.class).sql("""
                select exists (select from pg_stat_activity where datname = current_database()
                    and wait_event_type = 'Lock' and query like 'insert into dead_event%')""").query(Boolean.class)
                .single();
    }

    private static void insert(UUID id) {
        core.bean(JdbcClient.class).sql("""
                insert into dead_event (event_id, state, body, reason) values (:id, 'rejected', '', '')""")
                .param("id", id).update();
    }

    @Test
    void anEventThatIsTooOldIsRejected() {
        EventId id = events.idBefore(Duration.ofDays(40));
        events.accept(events.views(id, 3), new StateOperation.Count("views", 3));
        events.awaitEmptyQueue();

        assertThat(events.tally("views")).isZero();
        assertThat(events.dead(id.value())).first().isEqualTo("rejected");
        assertThat(events.receipt(id)).startsWith("r ");
        assertThat(events.hasPending()).isFalse();
        assertThat(core.post("/api/dead-events/" + dead(id.value()) + "/replay", "").status()).isEqualTo(409);
        assertThat(events.dead(id.value())).first().isEqualTo("rejected");
    }

    @Test
    void invalidMessagesAreStoredCompletely() {
        String text = "not JSON " + "x".repeat(200_000);
        events.send(text);
        events.awaitEmptyQueue();

        assertThat(events.dead(idOf(text))).first().isEqualTo("rejected");
        assertThat(events.dead(idOf(text))).last().isEqualTo(text);
    }

    @Test
    void eventsAndMessagesOfNewerVersionsAreParkedCompletely() {
        String event = "{\"c\":\"0000000000000002\",\"e\":{\"v\":3,\"body\":\"" + "x".repeat(100_000) + "\"}}";
        String later = "{\"v\":2,\"packed\":\"" + "y".repeat(200_000) + "\"}";
        events.send(message(element(1, events.views(2)), event));
        events.send(later);
        events.awaitEmptyQueue();

        assertThat(events.tally("views")).isEqualTo(2);
        assertThat(events.dead(idOf(message(event)))).containsExactly("parked", "event version 3", message(event));
        assertThat(events.dead(idOf(later))).containsExactly("parked", "message version 2", later);
        assertThat(core.post("/api/dead-events/" + dead(idOf(later)) + "/replay", "").status()).isEqualTo(409);
    }

    @Test
    void allEventsOfAParkedMessageAreApplied() {
        List<InteractionEvent> views = List.of(events.views(1), events.views(2));
        String message = message(element(1, views.getFirst()), element(2, views.getLast()));
        // As parked by an older core.
        core.bean(JdbcClient.class)
                .sql("insert into dead_event (event_id, state, body, reason) values (:id, 'parked', :body, 'version')")
                .param("id", idOf(message)).param("body", message).update();

        core.bean(ReplayDeadEvent.class).replay(dead(idOf(message)), Actor.system());

        assertThat(events.tally("views")).isEqualTo(3);
        assertThat(events.dead(idOf(message))).isEmpty();
    }

    @Test
    void aDiscardedEventIsNoLongerPending() {
        InteractionEvent vote = events.event("poll", "ann", JsonNodeFactory.instance.objectNode().put("choice", "yes"));
        events.accept(vote, new StateOperation.Count("poll", 1));
        events.awaitEmptyQueue();
        String path = "/api/dead-events/" + dead(vote.id().value());
        assertThat(events.hasPending()).isTrue();
        assertThat(core.get(path).json().path("state").stringValue()).isEqualTo("parked");

        assertThat(core.post(path + "/discard", "").status()).isEqualTo(204);

        assertThat(core.get(path).status()).isEqualTo(404);
        assertThat(events.dead(vote.id().value())).isEmpty();
        assertThat(events.hasPending()).isFalse();
        assertThat(events.receipt(vote.id())).startsWith("r ");
        JsonNode audited = core.get("/api/audit?action=event.discard&size=1").json().path("items").path(0);
        assertThat(audited.path("before").path("kinds").path(0).stringValue()).isEqualTo("poll");
        assertThat(audited.toString()).as("no data of users").doesNotContain("ann");
    }

    @Test
    void deadEventsAreListedInPages() {
        events.send("first invalid message");
        events.awaitEmptyQueue();
        events.send("second invalid message");
        events.awaitEmptyQueue();

        JsonNode first = core.get("/api/dead-events?size=1").json();
        JsonNode second = core.get("/api/dead-events?size=1&after=" + first.path("next").asString()).json();

        assertThat(first.path("items").path(0).path("body").stringValue()).isEqualTo("second invalid message");
        assertThat(second.path("items").path(0).path("body").stringValue()).isEqualTo("first invalid message");
    }

    @Test
    void editorsMayNeitherReadNorReplayDeadEvents() {
        String editor = core.editorToken();

        assertThat(core.callWith(editor, "GET", "/api/dead-events", "application/json", "").status()).isEqualTo(403);
        assertThat(core.callWith(editor, "POST", "/api/dead-events/1/replay", "application/json", "").status())
                .isEqualTo(403);
        assertThat(core.callWith(editor, "POST", "/api/dead-events/1/discard", "application/json", "").status())
                .isEqualTo(403);
    }
}
