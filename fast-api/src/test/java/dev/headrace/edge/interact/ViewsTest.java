package dev.headrace.edge.interact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.limit.Rate;
import dev.headrace.edge.queue.QueueSettings;
import dev.headrace.edge.queue.Shipper;
import dev.headrace.edge.queue.SqsQueue;
import dev.headrace.edge.read.CacheSettings;
import dev.headrace.edge.read.NearCache;
import dev.headrace.edge.read.Tallies;
import dev.headrace.edge.redis.Redis;
import dev.headrace.edge.redis.RedisAddress;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewsTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Interactions VIEWS = new Interactions(true, List.of());

    @Test
    void viewsOfMoreDocumentsThanCanWaitAreRefused() {
        QueueSettings nowhere = new QueueSettings("http://127.0.0.1:1", "us-east-1", "events", Duration.ZERO, 1, 1);
        try (Redis redis = new Redis(RedisAddress.parse("redis://127.0.0.1:1").orElseThrow(), Runnable::run);
                SqsQueue queue = new SqsQueue(nowhere);
                Shipper shipper = new Shipper(queue, redis.store(), nowhere);
                Views views = new Views(redis.store(), shipper,
                        new Tallies(new NearCache(new CacheSettings(1, NEVER, NEVER, NEVER), System::nanoTime),
                                redis.tracked()),
                        new InteractionSettings(new Rate(0, 1), new Rate(0, 1), NEVER, NEVER, NEVER, 1),
                        Clock.systemUTC())) {
            for (int i = 0; i < 50_000; i++) {
                var _ = views.count(new Target("article", "id-" + i), VIEWS);
            }
            assertThatThrownBy(() -> views.count(new Target("article", "one more"), VIEWS))
                    .isInstanceOfSatisfying(ProblemException.class,
                            refused -> assertThat(refused.problem().status()).isEqualTo(503));
        }
    }
}
