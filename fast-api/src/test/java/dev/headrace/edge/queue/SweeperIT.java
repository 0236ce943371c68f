package dev.headrace.edge.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.redis.Redis;
import dev.headrace.edge.redis.RedisAddress;
import dev.headrace.model.EventKeys;
import dev.headrace.model.EventKeys.Verdict;
import dev.headrace.model.Partition;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.StreamPosition;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweeperIT {

    private static final Partition PARTITION = new Partition(7);
    private static final EventKeys KEYS = new EventKeys("k".repeat(32));

    private final FakeSqs sqs = new FakeSqs();
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;
    private Redis redis;
    private SqsQueue queue;
    private Sweeper sweeper;

    @BeforeEach
    void start() {
        String url = Backends.redis().freshUrl();
        client = RedisClient.create(url);
        connection = client.connect();
        redis = new Redis(RedisAddress.parse(url).orElseThrow(), Runnable::run);
        queue = new SqsQueue("events", KEYS, () -> sqs);
        sweeper = new Sweeper(queue, redis.store(), "edge");
    }

    @AfterEach
    void stop() {
        sweeper.close();
        queue.close();
        redis.close();
        connection.close();
        client.shutdown();
    }

    private RedisCommands<String, String> commands() {
        return connection.sync();
    }

    private void leave(Partition partition, String id) {
        commands().xadd(RedisKeys.outbox(partition), XAddArgs.Builder.minId("0").id(id),
                Map.of("c", "0000000000000001", "e", "{\"left\":\"" + id + "\"}"));
    }

    private boolean isSwept(Partition partition) {
        return commands().xlen(RedisKeys.outbox(partition)) == 0;
    }

    @Test
    void eventsThatWereLeftAreSent() {
        leave(PARTITION, "1-1");
        Eventually.holds("the event is sent", () -> isSwept(PARTITION));
        assertThat(sqs.lastBody).contains("{\"left\":\"1-1\"}");
        assertThat(KEYS.verify(sqs.lastBody, sqs.lastSignature())).isEqualTo(Verdict.AUTHENTIC);
    }

    @Test
    void sweepingContinuesAfterAnyFailure() {
        sqs.taking = number -> {
            if (number == 1) {
                throw new StackOverflowError("thrown by the test");
            }
        };
        leave(PARTITION, "1-1");
        Eventually.holds("a later sweep sends the event", () -> isSwept(PARTITION));
    }

    @Test
    void anOutboxThatCannotBeReadDoesNotDelayOthers() {
        IntStream.range(0, Partition.COUNT).mapToObj(Partition::new).filter(other -> !other.equals(PARTITION))
                .forEach(other -> commands().set(RedisKeys.outbox(other), "not a stream"));
        leave(PARTITION, "1-1");
        Eventually.holds("the event is sent", () -> isSwept(PARTITION));
    }

    @Test
    void eventsThatTheirEdgeMayStillSendAreLeftAlone() {
        commands().multi();
        leave(PARTITION, "1-1");
        leave(PARTITION, "*");
        String young = commands().exec().get(1);
        Eventually.holds("the old event is sent", () -> entries(Range.create("1-1", "1-1")).isEmpty());

        // If this test was delayed, the other event may have become old.
        assertThat(!entries(Range.create(young, young)).isEmpty() || isOlderThanGrace(young))
                .as("the young event is left").isTrue();
    }

    private List<StreamMessage<String, String>> entries(Range<String> ids) {
        return commands().xrange(RedisKeys.outbox(PARTITION), ids);
    }

    private boolean isOlderThanGrace(String id) {
        List<String> time = commands().time();
        long now = Long.parseLong(time.get(0)) * 1_000 + Long.parseLong(time.get(1)) / 1_000;
        return now - StreamPosition.parse(id).millis() >= Sweeper.GRACE.toMillis();
    }

    @Test
    void theGraceIsLongerThanAnEdgeTakesToSend() {
        assertThat(Sweeper.GRACE).isGreaterThan(Shipper.DEADLINE.plusSeconds(2));
    }
}
