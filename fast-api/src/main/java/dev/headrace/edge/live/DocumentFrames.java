package dev.headrace.edge.live;

import dev.headrace.edge.documents.Selection;
import dev.headrace.edge.overlay.ActiveOverlay;
import dev.headrace.edge.overlay.OverlayContents;
import dev.headrace.edge.redis.Frames;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.Frame;
import dev.headrace.model.Overlay;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads many documents at once, past the near cache. */
final class DocumentFrames {

    private final Frames frames;
    private final ActiveOverlay overlays;

    DocumentFrames(Frames frames, ActiveOverlay overlays) {
        this.frames = frames;
        this.overlays = overlays;
    }

    /** The documents that are published. */
    CompletableFuture<Map<Target, Frame>> documents(List<Target> targets, Selection selection) {
        return all(targets, target -> document(target, selection));
    }

    private CompletableFuture<@Nullable Frame> document(Target target, Selection selection) {
        String key = RedisKeys.document(target, selection.locale(), selection.view());
        OverlayContents overlay = overlays.contents();
        return overlay != null && overlay.has(target, selection.locale())
                ? frames.document(key, overlay.overlay().key(target.partition()),
                        Overlay.document(target, selection.locale(), selection.view()))
                : frames.document(key);
    }

    /** Kinds and versions of documents; those that Redis does not have are omitted. */
    CompletableFuture<Map<DocumentChange, Frame.Stamp>> stamps(Collection<DocumentChange> documents) {
        return all(documents, this::stamp);
    }

    private CompletableFuture<Frame.@Nullable Stamp> stamp(DocumentChange change) {
        String key = RedisKeys.document(change.target(), change.locale(), PublishedModel.FULL);
        OverlayContents overlay = overlays.contents();
        return overlay != null && overlay.has(change.target(), change.locale())
                ? frames.stamp(key, overlay.overlay().key(change.target().partition()),
                        Overlay.document(change.target(), change.locale(), PublishedModel.FULL))
                : frames.stamp(key);
    }

    private <K, V> CompletableFuture<Map<K, V>> all(Collection<K> keys,
            Function<K, ? extends CompletableFuture<? extends V>> read) {
        Map<K, CompletableFuture<? extends V>> reads = HashMap.newHashMap(keys.size());
        frames.batch(() -> keys.forEach(key -> reads.put(key, read.apply(key))));
        return CompletableFuture.allOf(new ArrayList<>(reads.values()).toArray(CompletableFuture[]::new))
                .thenApply(_ -> {
                    Map<K, V> found = HashMap.newHashMap(reads.size());
                    reads.forEach((key, result) -> {
                        V value = result.join();
                        if (value != null) {
                            found.put(key, value);
                        }
                    });
                    return found;
                });
    }
}
