package dev.headrace.edge.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The owner of a link that needs no preparation and whose state does not matter. */
final class NoOpOwner<V> implements RedisLink.Owner<V> {

    @Override
    public CompletionStage<?> prepare(StatefulRedisConnection<String, V> connection) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void up() {
        // does not matter
    }

    @Override
    public void down() {
        // does not matter
    }
}
