package dev.headrace.edge.index;

import dev.headrace.edge.overlay.ActiveOverlay;
import dev.headrace.edge.overlay.OverlayContents;
import dev.headrace.edge.redis.IndexRecords;
import dev.headrace.edge.redis.StoredFrame;
import dev.headrace.model.Partition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads the frames of index records from Redis, with those of the active overlay. */
final class CurrentRecords {

    private final IndexRecords live;
    private final @Nullable ActiveOverlay overlays;

    CurrentRecords(IndexRecords live, ActiveOverlay overlays) {
        this.live = live;
        this.overlays = overlays;
    }

    private CurrentRecords(IndexRecords live) {
        this.live = live;
        this.overlays = null;
    }

    /** Only the live records. */
    static CurrentRecords live(IndexRecords live) {
        return new CurrentRecords(live);
    }

    /** The frames of some fields of a partition; absent ones are omitted. */
    CompletableFuture<Map<String, byte[]>> get(Partition partition, List<String> fields) {
        return live.get(partition, fields).thenApply(found -> {
            Map<String, byte[]> over = overlay(partition);
            fields.forEach(field -> putNewest(found, field, over.get(field)));
            return found;
        });
    }

    /**
     * All frames of a partition. Concurrent changes may or may not be included.
     *
     * @param pattern glob pattern that live fields must match; null: all
     */
    CompletableFuture<Map<String, byte[]>> all(Partition partition, @Nullable String pattern) {
        return live.all(partition, pattern).thenApply(found -> {
            overlay(partition).forEach((field, frame) -> putNewest(found, field, frame));
            return found;
        });
    }

    private static void putNewest(Map<String, byte[]> found, String field, byte @Nullable [] over) {
        byte[] newest = over == null ? null : StoredFrame.newest(found.get(field), over);
        if (newest != null) {
            found.put(field, newest);
        }
    }

    private Map<String, byte[]> overlay(Partition partition) {
        OverlayContents contents = overlays == null ? null : overlays.contents();
        return contents == null ? Map.of() : contents.records(partition);
    }
}
