package dev.headrace.edge.index;

import dev.headrace.edge.overlay.OverlayContents;
import dev.headrace.edge.redis.StoredFrame;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.EntryId;
import dev.headrace.model.Frame;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.Partition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Applies changes to the indexes, reading the current records from Redis rather than trusting the announcement. */
final class ChangeWriter {

    private final CurrentRecords redis;
    private final Shards shards;

    ChangeWriter(CurrentRecords redis, Shards shards) {
        this.redis = redis;
        this.shards = shards;
    }

    /**
     * @param distinct each document once
     * @throws java.util.concurrent.CompletionException if Redis is unavailable
     */
    void write(List<DocumentChange> distinct) throws IOException {
        Map<Partition, List<String>> fields = new HashMap<>();
        for (DocumentChange change : distinct) {
            fields.computeIfAbsent(change.target().partition(), _ -> new ArrayList<>()).add(field(change));
        }
        List<CompletableFuture<Map<String, byte[]>>> reads = fields.entrySet().stream()
                .map(each -> redis.get(each.getKey(), each.getValue())).toList();
        Map<String, byte[]> found = new HashMap<>();
        reads.forEach(read -> found.putAll(read.join()));
        for (DocumentChange change : distinct) {
            write(change, found.get(field(change)));
        }
    }

    /** Writes the records of an overlay, except those of documents of which the indexes have newer ones. */
    void write(OverlayContents overlay) throws IOException {
        for (DocumentChange change : overlay.documents()) {
            byte[] record = overlay.records(change.target().partition()).get(field(change));
            Frame.Stamp stamp = record == null ? null : StoredFrame.stamp(record);
            if (stamp != null && !isNewerThan(stamp.version(), change)) {
                write(change, record);
            }
        }
    }

    private boolean isNewerThan(long version, DocumentChange change) throws IOException {
        Shards.Serving present = shards.find(new IndexKey(change.target().type(), change.locale()));
        RecordVersion indexed = present == null || !EntryId.isId(change.target().id())
                ? null
                : present.shard().version(UUID.fromString(change.target().id()));
        return indexed != null && indexed.number() > version;
    }

    private static String field(DocumentChange change) {
        return new IndexRecord.Field(change.target(), change.locale()).format();
    }

    private void write(DocumentChange change, byte @Nullable [] bytes) throws IOException {
        if (!EntryId.isId(change.target().id())) {
            return;
        }
        UUID id = UUID.fromString(change.target().id());
        IndexKey key = new IndexKey(change.target().type(), change.locale());
        Frame frame = bytes == null ? null : IndexReconciliation.frame(field(change), bytes);
        IndexRecord entry = frame == null ? null : IndexReconciliation.parse(field(change), frame);
        for (Shard shard : shards.targets(key)) {
            if (frame == null || entry == null) {
                shard.remove(id);
            } else {
                put(shard, id, entry, RecordVersion.of(frame));
            }
        }
        // Even if the index does not change: pages contain the documents.
        shards.touch(key);
    }

    private void put(Shard shard, UUID id, IndexRecord entry, RecordVersion version) throws IOException {
        RecordVersion present = shards.isUpcoming(shard) ? null : shard.version(id);
        if (present == null || (!present.equals(version) && present.number() <= version.number())) {
            IndexReconciliation.put(shard, id, entry, version);
        }
    }
}
