package dev.headrace.admin.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.edge.EdgeEmptied;
import dev.headrace.admin.edge.EdgeStore;
import dev.headrace.model.EntryId;
import dev.headrace.model.EventId;
import dev.headrace.model.Frame;
import dev.headrace.model.Interaction;
import dev.headrace.model.Interaction.ReactionChanged;
import dev.headrace.model.Interaction.ViewsCounted;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.InteractionCodec.UnreadableMessageException;
import dev.headrace.model.Partition;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.RedisScript;
import dev.headrace.model.Target;
import dev.headrace.model.Version;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import io.lettuce.core.ScriptOutputType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Messages as the edge sends them, until they are settled in Redis. */
class WorkersIT {

    private static CoreUnderTest core;
    private static SqsClient sqs;

    private final Target target = new Target("article", EntryId.fresh().toString());

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        QueueSettings settings = core.bean(QueueSettings.class);
        sqs = SqsClient.builder().endpointOverride(URI.create(settings.endpoint())).region(Region.of(settings.region()))
                .build();
    }

    @AfterAll
    static void stop() {
        sqs.close();
        core.close();
    }

    @BeforeEach
    void makeSureThatServicesRun() {
        Backends.redis().start();
        Backends.postgres().start();
    }

    @Test
    void aMessageThatIsDeliveredTwiceCountsOnce() {
        String message = message(element(1, like("ann", true)), element(2, views(5)), element(3, views(2)));

        send(message);
        send(message);
        awaitEmptyQueue();

        assertThat(tally("reaction:like")).isEqualTo(1);
        assertThat(tally("views")).isEqualTo(7);
        assertThat(settled("views")).isEqualTo("7");
        assertThat(settled("reaction:like")).isEqualTo("1");
    }

    @Test
    void theLaterOfTwoReactionsStandsInWhateverOrderTheyArrive() {
        send(message(element(20, like("bob", true)), element(20, like("cat", true))));
        awaitEmptyQueue();
        send(message(element(10, like("bob", false)), element(30, like("cat", false))));
        awaitEmptyQueue();

        assertThat(tally("reaction:like")).isEqualTo(1);
        assertThat(stands("bob")).isTrue();
        assertThat(stands("cat")).isFalse();
    }

    @Test
    void workersThatChangeOneRowAtTheSameTimeCountEachTransitionOnce() {
        core.bean(InboxPartitions.class).makeFor(List.of(LocalDate.now(ZoneOffset.UTC)));

        CompletableFuture<Void> odd = CompletableFuture.runAsync(() -> applyLikes(1));
        applyLikes(2);
        odd.join();

        // The last of 200 changes takes it back.
        assertThat(stands("hal")).isFalse();
        assertThat(tally("reaction:like")).isZero();
    }

    /** As when a retry comes after its receipt is gone, or a device sends what it kept for too long. */
    @Test
    void whereAUserStandsInRedisFollowsPostgresOnceTheirLastEventIsSettled() {
        String old = like("hal", true);
        accept(old, "hal", true);
        accept(like("hal", false), "hal", false);
        awaitEmptyQueue();

        accept(old, "hal", true);
        awaitEmptyQueue();
        assertThat(standsAtEdge("hal")).as("after an event that was applied already").isFalse();

        accept(InteractionCodec.write(new ReactionChanged(
                EventId.fresh(System.currentTimeMillis() - 40L * 24 * 3600 * 1000, target.partition()), target, "hal",
                "like", true)), "hal", true);
        awaitEmptyQueue();
        assertThat(standsAtEdge("hal")).as("after an event that was put aside").isFalse();

        accept(like("hal", true), "hal", true);
        awaitEmptyQueue();
        assertThat(standsAtEdge("hal")).as("after a new event").isTrue();
        assertThat(settled("reaction:like")).isEqualTo("1");
        assertThat(EdgeStore.await(core.bean(EdgeStore.class).commands().exists(RedisKeys.pending(target))))
                .as("nothing is pending").isZero();
    }

    /** As the edge does it: in Redis, and then to the queue. */
    private void accept(String event, String user, boolean on) {
        EdgeStore store = core.bean(EdgeStore.class);
        Partition partition = target.partition();
        EdgeStore.await(store.commands().set(
                RedisKeys.document(target, PublishedModel.FULL, PublishedModel.DEFAULT_LOCALE),
                Frame.document(1, EdgeStore.bytes("{}")).encode()));
        String id = event.substring(event.indexOf(":\"") + 2, event.indexOf("\","));
        List<byte[]> answer = EdgeStore.await(store.run(RedisScript.ACCEPT_REACTION, ScriptOutputType.MULTI,
                List.of(RedisKeys.document(target, PublishedModel.FULL, PublishedModel.DEFAULT_LOCALE),
                        RedisKeys.outbox(partition), RedisKeys.clock(partition), RedisKeys.reaction(target, "like"),
                        RedisKeys.tally(target), RedisKeys.pending(target), RedisKeys.receipt(EventId.parse(id))),
                Stream.of(id, event, user, "reaction:like", on ? "1" : "0", "-", "1", "1000").map(EdgeStore::bytes)
                        .toList()));
        send(InteractionCodec.message(
                List.of(InteractionCodec.element(new String(answer.get(2), StandardCharsets.US_ASCII), event))));
    }

    private boolean standsAtEdge(String user) {
        return EdgeStore.await(core.bean(EdgeStore.class).commands().sismember(RedisKeys.reaction(target, "like"),
                EdgeStore.bytes(user)));
    }

    /** Every second clock from the first on, 100 of them; the reaction stands after those with an odd one. */
    private void applyLikes(int first) {
        for (int clock = first; clock <= 200; clock += 2) {
            String event = like("hal", clock % 2 == 1);
            try {
                core.bean(ApplyEvents.class).apply(InteractionCodec.read(message(element(clock, event))));
            } catch (UnreadableMessageException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void anEventIsRememberedInThePartitionOfItsDay() {
        EventId id = EventId.fresh(System.currentTimeMillis(), target.partition());
        send(message(element(1, InteractionCodec.write(new ViewsCounted(id, target, 1)))));
        awaitEmptyQueue();

        assertThat(core.bean(JdbcClient.class).sql("select tableoid::regclass::text from inbox where event_id = ?")
                .param(id.value()).query(String.class).single())
                .isEqualTo("inbox_" + id.day().format(DateTimeFormatter.BASIC_ISO_DATE));
    }

    @Test
    void aReactionTwiceByOneUserIsOneReaction() {
        send(message(element(1, like("cy", true)), element(2, like("cy", true)), element(3, like("dee", true))));
        awaitEmptyQueue();

        assertThat(tally("reaction:like")).isEqualTo(2);
    }

    @Test
    void aBadEventIsPutAsideAndHoldsNobodyUp() {
        send(message(element(1, like("eve", true)), "{\"c\":\"0000000000000002\",\"e\":{\"kind\":\"unheard of\"}}",
                element(3, like("nul\\u0000l", true)), element(4, like("fay", true))));
        awaitEmptyQueue();

        assertThat(tally("reaction:like")).isEqualTo(2);
        assertThat(core.bean(DeadEvents.class).latest(10)).extracting(DeadEvents.DeadEvent::body)
                .anyMatch(body -> body.contains("unheard of")).anyMatch(body -> body.contains("nul"));
    }

    @Test
    void anEventTooOldToBeRememberedIsPutAside() {
        long longAgo = System.currentTimeMillis() - 40L * 24 * 3600 * 1000;
        EventId id = EventId.fresh(longAgo, target.partition());
        send(message(element(1, InteractionCodec.write(new ViewsCounted(id, target, 3)))));
        awaitEmptyQueue();

        assertThat(tally("views")).isZero();
        assertThat(core.bean(DeadEvents.class).latest(10)).extracting(DeadEvents.DeadEvent::eventId)
                .contains(id.value());
    }

    @Test
    void whatIsNoMessageAtAllIsPutAside() {
        send("no JSON");
        awaitEmptyQueue();

        assertThat(core.bean(DeadEvents.class).latest(10)).extracting(DeadEvents.DeadEvent::body).contains("no JSON");
    }

    @Test
    @Tag("ends-servers")
    void whatWasSentWhileTheDatabaseWasAwayIsAppliedOnce() {
        send(message(element(1, views(1))));
        awaitEmptyQueue();
        Backends.postgres().kill();
        try {
            send(message(element(2, views(10))));
            Eventually.holds("the workers notice", () -> core.bean(Workers.class).status().trouble() != null);
        } finally {
            Backends.postgres().start();
        }
        awaitEmptyQueue();

        assertThat(tally("views")).isEqualTo(11);
        assertThat(settled("views")).isEqualTo("11");
    }

    @Test
    @Tag("ends-servers")
    void whatWasSettledWhileRedisWasAwayIsThereOnceItIsBack() {
        Backends.redis().kill();
        try {
            send(message(element(1, views(4))));
            Eventually.holds("PostgreSQL has it", () -> tally("views") == 4);
        } finally {
            Backends.redis().start();
        }

        Eventually.holds("Redis has it", Duration.ofSeconds(90), () -> "4".equals(settled("views")));
        assertThat(tally("views")).isEqualTo(4);
    }

    @Test
    void anEmptiedRedisIsFilledAgain() {
        send(message(element(1, views(6)), element(2, like("gus", true))));
        awaitEmptyQueue();

        EdgeStore.await(core.bean(EdgeStore.class).commands().flushall());

        Eventually.holds("tallies are back",
                () -> "6".equals(settled("views")) && "1".equals(settled("reaction:like")));
        Eventually.holds("reactions are back", () -> EdgeStore.await(core.bean(EdgeStore.class).commands()
                .sismember(RedisKeys.reaction(target, "like"), EdgeStore.bytes("gus"))));
    }

    @Test
    void whatIsPendingAlthoughItIsSettledIsDroppedWhenRedisIsFilled() {
        EventId settled = EventId.fresh(System.currentTimeMillis(), target.partition());
        EventId underWay = EventId.fresh(System.currentTimeMillis(), target.partition());
        send(message(element(1, InteractionCodec.write(new ViewsCounted(settled, target, 5)))));
        awaitEmptyQueue();
        var redis = core.bean(EdgeStore.class).commands();
        EdgeStore.await(redis.hset(RedisKeys.pending(target), Map.of("views|" + settled, EdgeStore.bytes("5"),
                "views|" + underWay, EdgeStore.bytes("2"), "views|odd", EdgeStore.bytes("0"))));
        EdgeStore.await(redis.hset(RedisKeys.tally(target),
                Map.of("b:views", EdgeStore.bytes("0"), "p:views", EdgeStore.bytes("7"))));

        core.bean(PendingAtEdge.class).dropSettled(new EdgeEmptied());

        assertThat(settled("views")).isEqualTo("5");
        assertThat(EdgeStore.await(redis.hget(RedisKeys.tally(target), "p:views"))).asString().isEqualTo("2");
        assertThat(EdgeStore.await(redis.hkeys(RedisKeys.pending(target)))).containsExactlyInAnyOrder(
                "views|" + underWay, "views|odd");
    }

    @Test
    void aReactionThatIsTakenBackWhileRedisIsFilledStaysAway() {
        send(message(element(2, like("ida", false))));
        awaitEmptyQueue();

        core.bean(SettledState.class).write(List.of(
                new SettledState.Standing(UUID.fromString(target.id()), "like", "ida", target.type(), true, 1)));

        assertThat(EdgeStore.await(core.bean(EdgeStore.class).commands()
                .sismember(RedisKeys.reaction(target, "like"), EdgeStore.bytes("ida")))).isFalse();
    }

    private String like(String user, boolean on) {
        Interaction like = new ReactionChanged(EventId.fresh(System.currentTimeMillis(), target.partition()), target,
                user.replace("\\u0000", "\u0000"), "like", on);
        return InteractionCodec.write(like);
    }

    private String views(int count) {
        return InteractionCodec.write(
                new ViewsCounted(EventId.fresh(System.currentTimeMillis(), target.partition()), target, count));
    }

    private static String element(long clock, String event) {
        return InteractionCodec.element(Version.format(clock), event);
    }

    private static String message(String... elements) {
        return InteractionCodec.message(List.of(elements));
    }

    private static void send(String body) {
        String url = sqs.getQueueUrl(request -> request.queueName(core.bean(QueueSettings.class).name())).queueUrl();
        sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    private static void awaitEmptyQueue() {
        Eventually.holds("the queue is empty", () -> core.bean(InteractionQueue.class).depth().empty());
    }

    private long tally(String metric) {
        return core.bean(JdbcClient.class)
                .sql("select coalesce(sum(value), 0) from tally where target_id = :id and metric = :metric")
                .param("id", UUID.fromString(target.id())).param("metric", metric).query(Long.class).single();
    }

    private boolean stands(String user) {
        return core.bean(JdbcClient.class)
                .sql("select stands from reaction where target_id = :id and kind = 'like' and user_id = :user")
                .param("id", UUID.fromString(target.id())).param("user", user).query(Boolean.class).single();
    }

    private @Nullable String settled(String metric) {
        byte[] value = EdgeStore
                .await(core.bean(EdgeStore.class).commands().hget(RedisKeys.tally(target), "b:" + metric));
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }
}
