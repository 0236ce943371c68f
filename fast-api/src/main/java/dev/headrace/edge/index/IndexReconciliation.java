package dev.headrace.edge.index;

import dev.headrace.edge.redis.StoredFrame;
import dev.headrace.model.Frame;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.Partition;
import dev.headrace.model.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over all index records in Redis, a few partitions at a time, that reconciles the indexes with them: records that
 * are missing or have another version are written, records that are not in Redis are removed. Also builds empty indexes.
 */
final class IndexReconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(IndexReconciliation.class);
    private static final int TARGET_BATCH_DOCUMENTS = 4_000;
    private static final int MAX_BATCH_PARTITIONS = 32;

    /**
     * A batch of partitions whose records have been requested.
     *
     * @param changes number of changes applied when reading began; if it has grown since, the batch must be read again
     */
    private record Batch(int from, int to, long changes, List<CompletableFuture<Map<String, byte[]>>> records) {}

    private final CurrentRecords redis;
    private final Shards shards;
    private final boolean isComplete;
    private final @Nullable String pattern;
    private final Set<Shard> emptyAtStart = new HashSet<>();
    private boolean hasNoConcurrentChanges = true;
    private long changesAtStart = -1;
    private int next;
    private int batchPartitions = 1;
    private @Nullable Batch prefetched;

    private IndexReconciliation(CurrentRecords redis, Shards shards, boolean isComplete, @Nullable String pattern) {
        this.redis = redis;
        this.shards = shards;
        this.isComplete = isComplete;
        this.pattern = pattern;
    }

    /** Reconciles all indexes. */
    static IndexReconciliation complete(CurrentRecords redis, Shards shards) {
        return new IndexReconciliation(redis, shards, true, null);
    }

    /** Reconciles only the indexes that are being built. */
    static IndexReconciliation ofUpcoming(CurrentRecords redis, Shards shards) {
        List<String> types = List.copyOf(shards.upcomingTypes());
        return new IndexReconciliation(redis, shards, false,
                types.size() == 1 ? IndexRecord.Field.ofType(types.getFirst()) : null);
    }

    boolean isComplete() {
        return isComplete;
    }

    boolean isDone() {
        return next == Partition.COUNT;
    }

    /** Progress in percent. */
    int progress() {
        return 100 * next / Partition.COUNT;
    }

    /**
     * Reconciles the next partitions.
     *
     * @param changes number of changes applied so far
     */
    void step(long changes) throws IOException {
        if (changesAtStart < 0) {
            changesAtStart = changes;
            begin();
        }
        hasNoConcurrentChanges &= changes == changesAtStart;
        Batch batch = prefetched;
        if (batch == null || batch.from != next || batch.changes != changes) {
            batch = read(next, changes);
        }
        prefetched = null;
        List<Map<String, byte[]>> records = batch.records.stream().map(CompletableFuture::join).toList();
        // Prefetch while this thread writes.
        prefetched = batch.to < Partition.COUNT ? read(batch.to, changes) : null;
        int documents = 0;
        for (int i = 0; i < records.size(); i++) {
            reconcile(batch.from + i, records.get(i));
            documents += records.get(i).size();
        }
        shards.flushIfLarge();
        next = batch.to;
        int average = 1 + documents / records.size();
        batchPartitions = Math.clamp(TARGET_BATCH_DOCUMENTS / average, 1, MAX_BATCH_PARTITIONS);
    }

    /** An index that is being built may contain documents from an abandoned pass. */
    private void begin() throws IOException {
        for (Shard shard : shards.targets()) {
            if (shard.isEmpty()) {
                emptyAtStart.add(shard);
            } else {
                shard.refresh();
            }
        }
    }

    private Batch read(int from, long changes) {
        int to = Math.min(Partition.COUNT, from + batchPartitions);
        List<CompletableFuture<Map<String, byte[]>>> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            records.add(redis.all(new Partition(i), pattern));
        }
        return new Batch(from, to, changes, records);
    }

    private void reconcile(int partition, Map<String, byte[]> records) throws IOException {
        Map<Shard, Map<UUID, RecordVersion>> present = new HashMap<>();
        for (Shard shard : shards.targets()) {
            if (isComplete || shards.isUpcoming(shard)) {
                present.put(shard, emptyAtStart.contains(shard) ? new HashMap<>() : shard.versions(partition));
            }
        }
        for (Map.Entry<String, byte[]> each : records.entrySet()) {
            reconcile(each.getKey(), each.getValue(), present);
        }
        for (Map.Entry<Shard, Map<UUID, RecordVersion>> rest : present.entrySet()) {
            for (UUID removed : rest.getValue().keySet()) {
                rest.getKey().remove(removed);
                touch(rest.getKey());
            }
        }
    }

    private void reconcile(String field, byte[] bytes, Map<Shard, Map<UUID, RecordVersion>> present)
            throws IOException {
        Optional<IndexRecord.Field> key = IndexRecord.Field.parse(field);
        Frame frame = frame(field, bytes);
        if (key.isEmpty() || frame == null) {
            return;
        }
        Target target = key.get().target();
        UUID id = UUID.fromString(target.id());
        RecordVersion version = RecordVersion.of(frame);
        IndexRecord entry = null;
        for (Shard shard : shards.targets(new IndexKey(target.type(), key.get().locale()))) {
            Map<UUID, RecordVersion> versions = present.get(shard);
            if (versions != null && !version.equals(versions.remove(id))) {
                entry = entry == null ? parse(field, frame) : entry;
                if (entry != null) {
                    write(shard, id, entry, version);
                    touch(shard);
                }
            }
        }
    }

    private void touch(Shard shard) {
        if (!shards.isUpcoming(shard)) {
            shards.touch(shard.key());
        }
    }

    /** Documents of an index that only this pass has written to can be added without a lookup. */
    private void write(Shard shard, UUID id, IndexRecord entry, RecordVersion version) throws IOException {
        try {
            if (hasNoConcurrentChanges && emptyAtStart.contains(shard)) {
                shard.add(id, entry, version);
                return;
            }
        } catch (IllegalArgumentException e) {
            LOG.error("{} in {} cannot be indexed", entry.target(), entry.locale(), e);
            return;
        }
        put(shard, id, entry, version);
    }

    /** A record that cannot be indexed is skipped: it would fail on each attempt and block all others. */
    static void put(Shard shard, UUID id, IndexRecord entry, RecordVersion version) throws IOException {
        try {
            shard.put(id, entry, version);
        } catch (IllegalArgumentException e) {
            LOG.error("{} in {} cannot be indexed", entry.target(), entry.locale(), e);
            shard.remove(id);
        }
    }

    /** The frame of a document's record; null for a tombstone, a malformed frame, or one of a kind of a later version. */
    static @Nullable Frame frame(String field, byte[] bytes) {
        try {
            Frame frame = StoredFrame.decode(bytes);
            return frame != null && frame.kind() == Frame.Kind.DOCUMENT ? frame : null;
        } catch (IllegalArgumentException e) {
            LOG.error("The index record {} is malformed: {}", field, e.getMessage());
            return null;
        }
    }

    static @Nullable IndexRecord parse(String field, Frame frame) {
        try {
            return IndexRecord.parse(new String(frame.body(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            LOG.error("The index record {} is malformed: {}", field, e.getMessage());
            return null;
        }
    }
}
