package dev.headrace.admin.interactions;

import static dev.headrace.admin.interactions.QueuedEvents.element;
import static dev.headrace.admin.interactions.QueuedEvents.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.redis.EdgeRewriteRequested;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.EventId;
import dev.headrace.model.InteractionEvent;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Processes messages from the queue until they are settled in Redis. */
class WorkersIT {

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
        Backends.redis().start();
        Backends.postgres().start();
        events = new QueuedEvents(core);
    }

    @AfterEach
    void disconnect() {
        events.close();
    }

    @Test
    void aRedeliveredMessageCountsOnce() {
        String message = message(element(1, events.like("ann", true)), element(2, events.views(5)),
                element(3, events.views(2)));

        events.send(message);
        events.send(message);
        events.awaitEmptyQueue();

        assertThat(events.tally("reaction:like")).isEqualTo(1);
        assertThat(events.tally("views")).isEqualTo(7);
        assertThat(events.settled("views")).isEqualTo("7");
        assertThat(events.settled("reaction:like")).isEqualTo("1");
    }

    /** A retry on a later day has another id, and Redis may have lost the receipt of the first attempt. */
    @Test
    void aWriteThatIsAcceptedTwiceUnderDifferentIdsCountsOnce() {
        List<EventId> ids = Stream.of(0, 1, 2).map(days -> events.idBefore(Duration.ofDays(days))).toList();
        events.send(message(element(1, events.views(1, ids.get(1), ids.get(2))),
                element(2, events.views(1, ids.get(0), ids.get(1)))));
        events.awaitEmptyQueue();

        assertThat(events.tally("views")).isEqualTo(1);
    }

    @Test
    void aRetryThatOvertakesTheFirstAttemptCountsOnce() {
        List<EventId> ids = Stream.of(0, 1, 2, 40).map(days -> events.idBefore(Duration.ofDays(days))).toList();
        events.send(1, events.views(1, ids.get(0), ids.get(1), ids.get(3)));
        events.awaitEmptyQueue();
        events.send(2, events.views(1, ids.get(1), ids.get(2), ids.get(3)));
        events.awaitEmptyQueue();
        assertThat(events.tally("views")).isEqualTo(1);

        events.send(3, events.views(1, events.freshId(), events.freshId()));
        events.awaitEmptyQueue();
        assertThat(events.tally("views")).isEqualTo(2);
    }

    @Test
    void theLaterReactionWinsInAnyOrderOfDelivery() {
        events.send(message(element(20, events.like("bob", true)), element(20, events.like("cat", true))));
        events.awaitEmptyQueue();
        events.send(message(element(10, events.like("bob", false)), element(30, events.like("cat", false))));
        events.awaitEmptyQueue();

        assertThat(events.tally("reaction:like")).isEqualTo(1);
        assertThat(isSet("bob")).isTrue();
        assertThat(isSet("cat")).isFalse();
    }

    @Test
    void concurrentChangesOfARowAreCountedOnce() {
        CompletableFuture<Void> odd = CompletableFuture.runAsync(() -> applyLikes(1));
        applyLikes(2);
        odd.join();

        // The last of 200 changes removes the reaction.
        assertThat(isSet("hal")).isFalse();
        assertThat(events.tally("reaction:like")).isZero();
    }

    /** Every second clock from the first on, 100 of them; odd clocks set the reaction. */
    private void applyLikes(int first) {
        for (int clock = first; clock <= 200; clock += 2) {
            core.bean(ApplyMessage.class).apply(message(element(clock, events.like("hal", clock % 2 == 1))));
        }
    }

    /** Simulates a retry after its receipt has expired, or a delayed event of a device. */
    @Test
    void userStateFollowsPostgresOnceTheLastEventIsSettled() {
        InteractionEvent old = events.like("hal", true);
        events.acceptLike(old, "hal", true);
        events.acceptLike(events.like("hal", false), "hal", false);
        events.awaitEmptyQueue();

        events.acceptLike(old, "hal", true);
        events.awaitEmptyQueue();
        assertThat(isSetAtEdge("hal")).as("after an event that was applied already").isFalse();

        EventId tooOld = events.idBefore(Duration.ofDays(40));
        events.acceptLike(events.like(tooOld, "hal", true), "hal", true);
        events.awaitEmptyQueue();
        assertThat(isSetAtEdge("hal")).as("after an event that was rejected").isFalse();
        assertThat(events.receipt(tooOld)).startsWith("r ");

        InteractionEvent last = events.like("hal", true);
        events.acceptLike(last, "hal", true);
        events.awaitEmptyQueue();
        assertThat(isSetAtEdge("hal")).as("after a new event").isTrue();
        assertThat(events.receipt(last.id())).startsWith("s ");
        assertThat(events.settled("reaction:like")).isEqualTo("1");
        assertThat(events.hasPending()).isFalse();
    }

    @Test
    void settingAReactionTwiceCountsOnce() {
        events.send(message(element(1, events.like("cy", true)), element(2, events.like("cy", true)),
                element(3, events.like("dee", true))));
        events.awaitEmptyQueue();

        assertThat(events.tally("reaction:like")).isEqualTo(2);
    }

    @Test
    @Tag("ends-servers")
    void eventsSentDuringADatabaseOutageAreAppliedOnce() {
        events.send(1, events.views(1));
        events.awaitEmptyQueue();
        Backends.postgres().kill();
        try {
            events.send(2, events.views(10));
            Eventually.holds("the workers are paused", () -> core.bean(Workers.class).status().error() != null);
        } finally {
            Backends.postgres().start();
        }
        events.awaitEmptyQueue();

        assertThat(events.tally("views")).isEqualTo(11);
        assertThat(events.settled("views")).isEqualTo("11");
        assertThat(core.bean(InspectQueue.class).now().workers()).isEqualTo(2);
    }

    @Test
    @Tag("ends-servers")
    void eventsAppliedDuringARedisOutageAreSettledAfterwards() {
        Backends.redis().kill();
        try {
            events.send(1, events.views(4));
            Eventually.holds("the event is applied", () -> events.tally("views") == 4);
        } finally {
            Backends.redis().start();
        }

        Eventually.holds("the event is settled", Duration.ofSeconds(90), () -> "4".equals(events.settled("views")));
        assertThat(events.tally("views")).isEqualTo(4);
    }

    @Test
    void anEmptyRedisIsRefilled() {
        events.send(message(element(1, events.views(6)), element(2, events.like("gus", true))));
        events.awaitEmptyQueue();

        RedisStore.await(events.redis().flushall());

        Eventually.holds("tallies are back",
                () -> "6".equals(events.settled("views")) && "1".equals(events.settled("reaction:like")));
        Eventually.holds("reactions are back", () -> isSetAtEdge("gus"));
    }

    @Test
    void restoringDropsPendingChangesThatAreAlreadySettled() {
        EventId settled = events.freshId();
        EventId inProgress = events.freshId();
        events.send(1, events.views(settled, 5));
        events.awaitEmptyQueue();
        RedisStore.await(events.redis().hset(RedisKeys.pending(events.target.id()),
                Map.of(settled.toString(), RedisStore.bytes("views 5"), inProgress.toString(),
                        RedisStore.bytes("views 2"), "last|a|b", RedisStore.bytes("0"))));
        RedisStore.await(events.redis().hset(RedisKeys.tally(events.target),
                Map.of("b:views", RedisStore.bytes("0"), "p:views", RedisStore.bytes("7"))));

        restore();

        assertThat(events.settled("views")).isEqualTo("5");
        assertThat(events.tallyField("p:views")).isEqualTo("2");
        assertThat(RedisStore.await(events.redis().hkeys(RedisKeys.pending(events.target.id()))))
                .containsExactlyInAnyOrder(inProgress.toString(), "last|a|b");
    }

    @Test
    void restoringRemovesReactionsWhoseRemovalWasLost() {
        events.send(message(element(2, events.like("ida", false)), element(2, events.like("jim", true))));
        events.awaitEmptyQueue();
        String likes = RedisKeys.members(events.target.id(), "reaction:like");
        RedisStore.await(events.redis().sadd(likes, RedisStore.bytes("ida")));
        RedisStore.await(events.redis().srem(likes, RedisStore.bytes("jim")));

        restore();

        assertThat(isSetAtEdge("ida")).isFalse();
        assertThat(isSetAtEdge("jim")).isTrue();
    }

    @Test
    void restoringKeepsPendingReactions() {
        events.acceptLike(events.like("kim", true), "kim", true);
        events.awaitEmptyQueue();
        String last = "last|reaction:like|kim";
        RedisStore.await(events.redis().hset(RedisKeys.pending(events.target.id()),
                Map.of(last, RedisStore.bytes("00090a24181e4000"))));
        RedisStore.await(events.redis().srem(RedisKeys.members(events.target.id(), "reaction:like"),
                RedisStore.bytes("kim")));

        restore();

        assertThat(isSetAtEdge("kim")).isFalse();
    }

    private static void restore() {
        core.bean(ApplicationEventMulticaster.class)
                .multicastEvent(new PayloadApplicationEvent<>(core, new EdgeRewriteRequested()));
    }

    private boolean isSet(String user) {
        return core.bean(JdbcClient.class)
                .sql("select is_set from reaction where entry_id = :id and kind = 'like' and actor = :user")
                .param("id", UUID.fromString(events.target.id())).param("user", user).query(Boolean.class).single();
    }

    private boolean isSetAtEdge(String user) {
        return events.isMember("reaction:like", user);
    }
}
