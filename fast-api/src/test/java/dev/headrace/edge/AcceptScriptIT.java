package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.model.EntryId;
import dev.headrace.model.EventId;
import dev.headrace.model.Frame;
import dev.headrace.model.InteractionEvent;
import dev.headrace.model.Receipt;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.ScriptCall;
import dev.headrace.model.Settlement;
import dev.headrace.model.StateCorrection;
import dev.headrace.model.StateOperation;
import dev.headrace.model.Target;
import dev.headrace.model.Version;
import dev.headrace.model.WriteToAccept;
import dev.headrace.testkit.Backends;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tests the accept and settle scripts in isolation. */
class AcceptScriptIT {

    private static final String LIKE = "reaction:like";

    private static RedisClient client;
    private static RedisCommands<String, String> redis;

    private final Target target = new Target("article", EntryId.fresh().toString());

    @BeforeAll
    static void connect() {
        client = RedisClient.create(Backends.redis().freshUrl());
        redis = client.connect().sync();
    }

    @AfterAll
    static void disconnect() {
        client.shutdown();
    }

    @BeforeEach
    void publish() {
        putPresence(Frame.document(1, "article".getBytes(UTF_8)));
    }

    private void putPresence(Frame frame) {
        redis.set(RedisKeys.presence(target), new String(frame.encode(), UTF_8));
    }

    private EventId freshId() {
        return EventId.fresh(System.currentTimeMillis(), target.partition());
    }

    private ScriptCall call(EventId id, Target to, int maxOutbox, StateOperation... operations) {
        InteractionEvent event = new InteractionEvent(id, "kind", to, null, JsonNodeFactory.instance.objectNode());
        return new WriteToAccept(event, "{}", List.of(operations), WriteToAccept.NO_KEY, "{\"a\": 1}",
                Duration.ofMinutes(1), maxOutbox).call();
    }

    private static List<String> run(ScriptCall call) {
        return redis.eval(call.script().text(), ScriptOutputType.MULTI, call.keys().toArray(String[]::new),
                call.arguments().toArray(String[]::new));
    }

    private List<String> accept(EventId id, StateOperation... operations) {
        return run(call(id, target, 100, operations));
    }

    /** Returns the metrics of which newer values are present. */
    private List<String> settle(Settlement settlement) {
        ScriptCall call = settlement.call();
        return redis.eval(call.script().text(), ScriptOutputType.MULTI, call.keys().toArray(String[]::new),
                call.arguments().toArray(String[]::new));
    }

    @Test
    void operationsOfAWriteAreAppliedAtomicallyAndPendingUnderItsId() {
        EventId id = freshId();

        List<String> answer = accept(id, new StateOperation.Count("sum", 4), new StateOperation.Count("sum", -1),
                new StateOperation.Member(LIKE, "ann", true), new StateOperation.Member("reaction:love", "ann", false));

        assertThat(answer.getFirst()).isEqualTo("accepted");
        assertThat(answer.subList(3, answer.size())).containsExactlyInAnyOrder("p:sum", "3", "p:" + LIKE, "1");
        assertThat(redis.smembers(RedisKeys.members(target.id(), LIKE))).containsExactly("ann");
        assertThat(redis.hget(RedisKeys.pending(target.id()), id.toString())).isEqualTo("sum 4 sum -1 " + LIKE + " 1");
        assertThat(redis.hget(RedisKeys.pending(target.id()), "last|" + LIKE + "|ann")).isEqualTo(answer.get(2));

        settle(new Settlement(target.id(), List.of(new Settlement.Value("sum", 3, 1)),
                List.of(new Settlement.Event(id, Receipt.Status.STORED)), List.of()));
        assertThat(redis.hgetall(RedisKeys.tally(target)))
                .containsOnlyKeys("b:sum", "v:sum").containsEntry("b:sum", "3");
    }

    @Test
    void settlementNamesTheMetricsOfWhichNewerValuesArePresent() {
        settle(values(new Settlement.Value("sum", 3, 12), new Settlement.Value(LIKE, 1, 10)));

        assertThat(settle(values(new Settlement.Value("sum", 2, 11), new Settlement.Value(LIKE, 2, 11),
                new Settlement.Value("views", 1, 1)))).containsExactly("sum");
        assertThat(redis.hgetall(RedisKeys.tally(target))).containsEntry("b:sum", "3").containsEntry("b:" + LIKE, "2")
                .containsEntry("b:views", "1");
    }

    private Settlement values(Settlement.Value... values) {
        return new Settlement(target.id(), List.of(values), List.of(), List.of());
    }

    @Test
    void invalidOperationsChangeNothing() {
        ScriptCall call = call(freshId(), target, 100, new StateOperation.Count("views", 1));
        for (List<String> wrong : List.of(List.of("rate", "5"), List.of("count", "views"))) {
            List<String> arguments = new ArrayList<>(call.arguments());
            arguments.addAll(wrong);
            assertThatThrownBy(() -> run(new ScriptCall(call.script(), call.keys(), arguments)))
                    .isInstanceOf(RedisCommandExecutionException.class).hasMessageContaining(wrong.getFirst());
        }

        assertThat(redis.exists(RedisKeys.tally(target), RedisKeys.pending(target.id()),
                call.keys().getLast())).isZero();
    }

    @Test
    void acceptedWritesAreReplayedEvenIfTheTargetIsGone() {
        EventId id = freshId();
        accept(id, new StateOperation.Count("views", 1));
        putPresence(Frame.tombstone(2));

        List<String> again = accept(id, new StateOperation.Count("views", 1));

        assertThat(again.getFirst()).isEqualTo("replayed");
        assertThat(Receipt.parse(again.get(1)).state()).isEqualTo("{\"a\": 1}");
        assertThat(again.get(2)).as("the same attempt").isEqualTo("0");
        assertThat(again.get(3)).as("still in the outbox").isEqualTo("1");
        assertThat(again.subList(5, again.size())).containsExactly("p:views", "1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void writesAcceptedUnderAnIdOfAnotherAttemptAreReplayed(int attempt) {
        List<EventId> ids = List.of(freshId(), freshId(), freshId());
        accept(ids.get(attempt), new StateOperation.Count("views", 1));
        InteractionEvent retry = new InteractionEvent(ids.get(0), "kind", target, null,
                JsonNodeFactory.instance.objectNode(), ids.subList(1, 2));
        List<String> again = run(new WriteToAccept(retry, ids.subList(2, 3), "{}",
                List.of(new StateOperation.Count("views", 1), new StateOperation.Member(LIKE, "ann", true)),
                WriteToAccept.NO_KEY, "{}", Duration.ofMinutes(1), 100).call());

        assertThat(again.getFirst()).isEqualTo("replayed");
        assertThat(again.get(2)).isEqualTo(Integer.toString(attempt));
        assertThat(redis.hget(RedisKeys.tally(target), "p:views")).isEqualTo("1");
        assertThat(redis.exists(RedisKeys.receipt(ids.get(0)))).isZero();
    }

    @Test
    void writesWithoutAReceiptAreAccepted() {
        InteractionEvent event = new InteractionEvent(freshId(), "kind", target, null,
                JsonNodeFactory.instance.objectNode(), List.of(freshId()));
        assertThat(run(new WriteToAccept(event, "{}", List.of(new StateOperation.Member(LIKE, "ann", true)),
                WriteToAccept.NO_KEY, "{}", Duration.ZERO, 100).call()).getFirst()).isEqualTo("accepted");
        assertThat(redis.exists(RedisKeys.receipt(event.id()))).isZero();
        assertThat(redis.smembers(RedisKeys.members(target.id(), LIKE))).containsExactly("ann");
        settle(new Settlement(target.id(), List.of(), List.of(new Settlement.Event(event.id(), Receipt.Status.STORED)),
                List.of()));
        assertThat(redis.exists(RedisKeys.receipt(event.id()))).isZero();
    }

    @Test
    void targetIsPresentOnlyWithADocumentFrameOfItsType() {
        Target otherType = new Target("author", target.id());
        assertThat(run(call(freshId(), otherType, 100))).containsExactly("gone");
        putPresence(Frame.tombstone(2));
        assertThat(accept(freshId())).containsExactly("gone");
        redis.del(RedisKeys.presence(target));
        assertThat(accept(freshId())).containsExactly("gone");
    }

    @Test
    void fullOutboxRejectsWritesWithoutSideEffects() {
        redis.xadd(RedisKeys.outbox(target.partition()), "e", "{}");

        assertThat(run(call(freshId(), target, 1, new StateOperation.Count("views", 1)))).containsExactly("full");

        assertThat(redis.exists(RedisKeys.tally(target))).isZero();
    }

    @Test
    void clockIsMonotonicEvenIfTheRedisClockGoesBack() {
        redis.set(RedisKeys.clock(target.partition()), "4000000000000000");

        assertThat(accept(freshId()).get(2)).isEqualTo(Version.format(4_000_000_000_000_001L));
        redis.del(RedisKeys.clock(target.partition()));
    }

    @Test
    void correctionAppliesOnlyWithoutOtherPendingWritesOfTheMember() {
        EventId first = freshId();
        long clock = Version.parse(accept(first, new StateOperation.Member(LIKE, "bob", true)).get(2));
        accept(freshId(), new StateOperation.Member(LIKE, "bob", true));

        for (boolean always : new boolean[]{false, true}) {
            settle(new Settlement(target.id(), List.of(), List.of(),
                    List.of(new StateCorrection.Member(LIKE, "bob", false, clock, always))));
            assertThat(redis.sismember(RedisKeys.members(target.id(), LIKE), "bob")).isTrue();
        }
        String last = redis.hget(RedisKeys.pending(target.id()), "last|" + LIKE + "|bob");
        settle(new Settlement(target.id(), List.of(), List.of(),
                List.of(new StateCorrection.Member(LIKE, "bob", false, Version.parse(last)))));

        assertThat(redis.sismember(RedisKeys.members(target.id(), LIKE), "bob")).isFalse();
    }

    @Test
    void settlementAppliesOnlyAfterAnOlderPendingWrite() {
        long clock = Version.parse(accept(freshId(), new StateOperation.Member(LIKE, "cat", true)).get(2));

        correct("cat", false, clock + 1, false);
        assertThat(isMember("cat")).as("the last write is no longer known").isFalse();
        correct("cat", true, clock, false);
        assertThat(isMember("cat")).as("a later write was settled before").isFalse();
        correct("cat", true, clock, true);
        assertThat(isMember("cat")).as("Redis may have lost data").isTrue();
    }

    @Test
    void clockOfTheLastWriteIsUpdatedBeyondThePendingLimit() {
        accept(freshId(), new StateOperation.Member(LIKE, "dan", true));
        String pending = RedisKeys.pending(target.id());
        redis.hset(pending, IntStream.range(0, WriteToAccept.MAX_PENDING).boxed()
                .collect(Collectors.toMap(number -> "filler|" + number, _ -> "")));

        String clock = accept(freshId(), new StateOperation.Member(LIKE, "dan", false)).get(2);
        accept(freshId(), new StateOperation.Member(LIKE, "eve", true));

        assertThat(redis.hget(pending, "last|" + LIKE + "|dan")).isEqualTo(clock);
        assertThat(redis.hexists(pending, "last|" + LIKE + "|eve")).isFalse();
    }

    private void correct(String member, boolean on, long clock, boolean always) {
        settle(new Settlement(target.id(), List.of(), List.of(),
                List.of(new StateCorrection.Member(LIKE, member, on, clock, always))));
    }

    private boolean isMember(String member) {
        return redis.sismember(RedisKeys.members(target.id(), LIKE), member);
    }

    @Test
    void olderValuesNeverReplaceNewerOnes() {
        for (long version : new long[]{2, 1}) {
            settle(new Settlement(target.id(), List.of(new Settlement.Value("views", version * 10, version)),
                    List.of(), List.of()));
        }

        assertThat(redis.hget(RedisKeys.tally(target), "b:views")).isEqualTo("20");
    }
}
