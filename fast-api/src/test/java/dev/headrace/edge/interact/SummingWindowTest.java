package dev.headrace.edge.interact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.edge.cache.CacheSettings;
import dev.headrace.edge.cache.NearCache;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.limit.Rate;
import dev.headrace.edge.queue.QueueSettings;
import dev.headrace.edge.queue.Shipper;
import dev.headrace.edge.queue.SqsQueue;
import dev.headrace.edge.redis.Redis;
import dev.headrace.edge.redis.RedisAddress;
import dev.headrace.edge.redis.RedisUnavailableException;
import dev.headrace.edge.tallies.Tallies;
import dev.headrace.model.EventKeys;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class SummingWindowTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final QueueSettings NOWHERE = new QueueSettings("http://127.0.0.1:1", "us-east-1", "events",
            Duration.ZERO, 1, 1, new EventKeys(""));
    private static final Write.Summed ANY = new Write.Summed(2,
            _ -> new Write.Single("views", JsonNodeFactory.instance.objectNode(), List.of(),
                    JsonNodeFactory.instance.objectNode()));

    // Nothing listens on this port.
    private final Redis redis = new Redis(RedisAddress.parse("redis://127.0.0.1:1").orElseThrow(), Runnable::run);
    private final SqsQueue queue = new SqsQueue(NOWHERE);
    private final Shipper shipper = new Shipper(queue, redis.store(), NOWHERE);
    private final AcceptWrite acceptWrite = new AcceptWrite(redis.store(), redis.tracked().contents(), shipper,
            new Tallies(new NearCache(new CacheSettings(1, NEVER, NEVER, NEVER), System::nanoTime), redis.tracked(),
                    List.of()),
            new InteractionSettings(new Rate(0, 1), new Rate(0, 1), NEVER, NEVER, List.of(), NEVER, 0, 1),
            Clock.systemUTC());

    @AfterEach
    void stop() {
        shipper.close();
        queue.close();
        redis.close();
    }

    // Only the router can create path values, and this test does not need them.
    @SuppressWarnings("NullAway")
    private static WriteRequest to(String id) {
        return new WriteRequest(InteractionKind.Method.POST, new Target("article", id),
                Interactions.parse("{\"views\":true}"), null, null, JsonNodeFactory.instance.objectNode());
    }

    @Test
    void rejectsTargetsBeyondTheWindowsCapacity() {
        try (SummingWindow window = new SummingWindow(acceptWrite, redis.store(), NEVER)) {
            for (int i = 0; i < 50_000; i++) {
                var _ = window.add("views", to("id-" + i), ANY);
            }
            assertThatThrownBy(() -> window.add("views", to("one more"), ANY))
                    .isInstanceOfSatisfying(ProblemException.class,
                            rejected -> assertThat(rejected.problem().status()).isEqualTo(503));
        }
    }

    @Test
    void rejectsWritesBeyondTheMaximumOfAnEvent() {
        try (SummingWindow window = new SummingWindow(acceptWrite, redis.store(), NEVER)) {
            var _ = window.add("views", to("a"), ANY);
            var _ = window.add("views", to("a"), ANY);
            assertThatThrownBy(() -> window.add("views", to("a"), ANY)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void closingCompletesAllWritesDespiteFailures() {
        SummingWindow window = new SummingWindow(acceptWrite, redis.store(), NEVER);
        CompletableFuture<Accepted> failing = window.add("views", to("a"), new Write.Summed(2, _ -> {
            throw new StackOverflowError("simulated error");
        }));
        CompletableFuture<Accepted> other = window.add("views", to("b"), ANY);

        window.close();

        assertThat(failing).isCompletedExceptionally();
        assertThat(other).failsWithin(Duration.ofMinutes(1)).withThrowableThat()
                .withCauseInstanceOf(RedisUnavailableException.class);
        assertThatThrownBy(() -> window.add("views", to("c"), ANY)).isInstanceOf(ProblemException.class);
    }
}
