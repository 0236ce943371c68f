package dev.headrace.edge.redis;

import dev.headrace.model.Overlay;
import dev.headrace.model.Partition;
import dev.headrace.model.RedisKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

/** Reads what overlays have, on its own connection. */
public final class OverlayFields implements AutoCloseable {

    private final RedisLink<byte[]> link;

    OverlayFields(RedisClient client, RedisURI uri, ScheduledExecutorService timer) {
        link = new RedisLink<>("overlays", client, uri, RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), timer,
                Runnable::run, new NoOpOwner<>());
        link.open();
        link.watch();
    }

    /** The overlay that the core has made active; empty if none is. */
    public CompletableFuture<Optional<Overlay>> active() {
        return link.send(commands -> commands.get(RedisKeys.OVERLAY))
                .thenApply(id -> Optional.ofNullable(id)
                        .map(bytes -> new Overlay(new String(bytes, StandardCharsets.UTF_8))));
    }

    /**
     * The fields of an overlay in one partition.
     *
     * @param pattern glob pattern that the fields must match
     */
    public CompletableFuture<Map<String, byte[]>> all(Overlay overlay, Partition partition, String pattern) {
        return HashScan.all(link, overlay.key(partition), pattern);
    }

    @Override
    public void close() {
        link.close();
    }
}
