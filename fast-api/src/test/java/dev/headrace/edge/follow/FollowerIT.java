package dev.headrace.edge.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.redis.Redis;
import dev.headrace.edge.redis.RedisAddress;
import dev.headrace.model.ChangeEntry;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.EntryId;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import io.lettuce.core.RedisClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class FollowerIT {

    private static final int ENTRIES = 2_500;

    @Test
    void hasCaughtUpOnlyAfterTheLastOfManyBatches() {
        String url = Backends.redis().freshUrl();
        RedisClient client = RedisClient.create(url);
        try (Redis redis = new Redis(RedisAddress.parse(url).orElseThrow(), Runnable::run);
                var connection = client.connect()) {
            List<String> ids = new ArrayList<>();
            for (int i = 1; i <= ENTRIES; i++) {
                ids.add(connection.sync().xadd(RedisKeys.CHANGES, new ChangeEntry(i,
                        new DocumentChange(new Target("article", EntryId.fresh().toString()), "en")).fields()));
            }
            CompletableFuture<Follower> follower = new CompletableFuture<>();
            List<Boolean> upToDate = new CopyOnWriteArrayList<>();
            ChangeSubscriber subscriber = new ChangeSubscriber() {
                @Override
                public void changed(Changes changes) {
                    upToDate.add(follower.join().hasCaughtUp());
                }

                @Override
                public void resynchronize(Changes kept) {
                    throw new AssertionError("no changes were missed");
                }

                @Override
                public Optional<Position> restored() {
                    return Optional.of(new Position("", ids.getFirst(), 1));
                }
            };
            var _ = follower
                    .complete(new Follower(redis.changes(), redis.store(), "edge", new ClockDrift(Clock.systemUTC()),
                            List.of(subscriber)));
            follower.join().start();
            Eventually.holds("all changes are processed", () -> follower.join().hasCaughtUp());
            assertThat(upToDate).hasSizeGreaterThan(1).containsOnly(false);
            assertThat(follower.join().lag()).isZero();
            follower.join().close();
        } finally {
            client.shutdown();
        }
    }
}
