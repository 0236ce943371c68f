package dev.headrace.edge.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The owner of a link that needs no preparation or notifications. */
final class NoOpOwner<V> implements RedisLink.Owner<V> {

    @Override
    public CompletionStage<?> prepare(StatefulRedisConnection<String, V> connection) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void up() {
        // ignored
    }

    @Override
    public void down() {
        // ignored
    }
}
