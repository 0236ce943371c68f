package dev.headrace.edge.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RedisIT {

    @Test
    void commandsBeyondThePendingLimitFail() {
        String url = Backends.redis().freshUrl();
        try (Redis redis = new Redis(RedisAddress.parse(url).orElseThrow(), Runnable::run)) {
            Store store = redis.store();
            Eventually.holds("Redis is connected", () -> store.get("key").thenApply(_ -> true).join());
            List<CompletableFuture<?>> answers = new ArrayList<>();
            // Nothing is sent before the end of the batch, so all commands are pending.
            store.batch(() -> {
                for (int i = 0; i < 50_001; i++) {
                    answers.add(store.get("key"));
                }
            });
            assertThat(answers.getLast().exceptionNow()).isInstanceOf(RedisUnavailableException.class);
            assertThat(answers.getFirst().join()).isNull();
        }
    }

    @Test
    void connectionIsReplacedIfAListenerFails() {
        AtomicInteger attempts = new AtomicInteger();
        TrackingListener failing = new TrackingListener() {
            @Override
            public void trackingBegan() {
                if (attempts.incrementAndGet() < 3) {
                    throw new OutOfMemoryError("no memory for this listener");
                }
            }

            @Override
            public void trackingEnded() {
                throw new IllegalStateException("fails as well");
            }

            @Override
            public void changed(String key) {
                // ignored
            }

            @Override
            public void allChanged() {
                // ignored
            }
        };
        try (Redis redis = new Redis(RedisAddress.parse(Backends.redis().freshUrl()).orElseThrow(), Runnable::run)) {
            redis.tracked().add(failing);
            redis.tracked().open();
            Eventually.holds("Redis is eventually connected", () -> attempts.get() >= 3 && redis.tracked().isUp());
            assertThat(redis.tracked().get("key").join()).isNull();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("fails as well");
        }
    }
}
