package dev.headrace.edge.live;

import dev.headrace.edge.documents.Selection;
import dev.headrace.edge.redis.Frames;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.Frame;
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

/** Reads many documents at once, past the near cache. */
final class DocumentFrames {

    private final Frames frames;

    DocumentFrames(Frames frames) {
        this.frames = frames;
    }

    /** The documents that are published. */
    CompletableFuture<Map<Target, Frame>> documents(List<Target> targets, Selection selection) {
        return all(targets,
                target -> frames.document(RedisKeys.document(target, selection.locale(), selection.view())));
    }

    /** Kinds and versions of documents; those that Redis does not have are omitted. */
    CompletableFuture<Map<DocumentChange, Frame.Stamp>> stamps(Collection<DocumentChange> documents) {
        return all(documents,
                each -> frames.stamp(RedisKeys.document(each.target(), each.locale(), PublishedModel.FULL)));
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
