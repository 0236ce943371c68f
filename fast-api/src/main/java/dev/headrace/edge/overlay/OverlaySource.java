package dev.headrace.edge.overlay;

import dev.headrace.edge.redis.OverlayFields;
import dev.headrace.edge.redis.RedisUnavailableException;
import dev.headrace.model.Overlay;
import dev.headrace.model.Partition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Reads what overlays have from Redis. */
public final class OverlaySource {

    private static final int PARTITIONS_AT_ONCE = 32;

    private final OverlayFields redis;

    public OverlaySource(OverlayFields redis) {
        this.redis = redis;
    }

    /**
     * The overlay that is active according to Redis; empty if none is.
     *
     * @throws RedisUnavailableException if Redis is unavailable
     */
    public Optional<OverlayContents> active() {
        return join(redis.active()).map(this::contents);
    }

    /** @throws RedisUnavailableException if Redis is unavailable */
    public OverlayContents contents(Overlay overlay) {
        Map<String, byte[]> records = new HashMap<>();
        Map<String, byte[]> slugs = new HashMap<>();
        for (int from = 0; from < Partition.COUNT; from += PARTITIONS_AT_ONCE) {
            List<CompletableFuture<Map<String, byte[]>>> reads = new ArrayList<>(PARTITIONS_AT_ONCE);
            for (int i = from; i < from + PARTITIONS_AT_ONCE; i++) {
                reads.add(redis.all(overlay, new Partition(i), Overlay.CONTENTS));
            }
            reads.forEach(read -> join(read).forEach(
                    (field, frame) -> (Overlay.documentOf(field).isPresent() ? records : slugs).put(field, frame)));
        }
        return new OverlayContents(overlay, records, slugs);
    }

    private static <T> T join(CompletableFuture<T> read) {
        try {
            return read.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RedisUnavailableException unavailable ? unavailable : e;
        }
    }
}
