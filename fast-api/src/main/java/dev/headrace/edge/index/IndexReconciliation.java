package dev.headrace.edge.index;

import dev.headrace.edge.redis.IndexRecords;
import dev.headrace.model.EntryId;
import dev.headrace.model.Frame;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.Partition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over all index records in Redis, a few partitions at a time, that makes the indexes agree with them: what is
 * missing or has another version is written, what is not in Redis is removed. An index that is empty is so built.
 */
final class IndexReconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(IndexReconciliation.class);
    private static final int DOCUMENTS_AT_ONCE = 4_000;
    private static final int MAX_PARTITIONS_AT_ONCE = 32;

    /**
     * Records that were read, or are being read.
     *
     * @param changes how many changes had been applied when reading began; if there were others since, it must be repeated
     */
    private record Batch(int from, int to, long changes, List<CompletableFuture<Map<String, byte[]>>> records) {}

    private final IndexRecords redis;
    private final Shards shards;
    private final boolean isComplete;
    private final @Nullable String pattern;
    private final Set<Shard> emptyAtStart = new HashSet<>();
    private boolean isAlone = true;
    private long changesAtStart = -1;
    private int next;
    private int partitionsAtOnce = 1;
    private @Nullable Batch ahead;

    private IndexReconciliation(IndexRecords redis, Shards shards, boolean isComplete, @Nullable String pattern) {
        this.redis = redis;
        this.shards = shards;
        this.isComplete = isComplete;
        this.pattern = pattern;
    }

    /** Of all indexes. */
    static IndexReconciliation complete(IndexRecords redis, Shards shards) {
        return new IndexReconciliation(redis, shards, true, null);
    }

    /** Only of those that are being built. */
    static IndexReconciliation ofUpcoming(IndexRecords redis, Shards shards) {
        List<String> types = List.copyOf(shards.upcomingTypes());
        return new IndexReconciliation(redis, shards, false, types.size() == 1 ? pattern(types.getFirst()) : null);
    }

    private static String pattern(String type) {
        return type.replaceAll("[\\\\*?\\[\\]]", "\\\\$0") + ":*";
    }

    boolean isComplete() {
        return isComplete;
    }

    boolean isDone() {
        return next == Partition.COUNT;
    }

    /** How much of it is done, in percent. */
    int progress() {
        return 100 * next / Partition.COUNT;
    }

    /**
     * Compares the next partitions.
     *
     * @param changes how many changes have been applied so far
     */
    void step(long changes) throws IOException {
        if (changesAtStart < 0) {
            changesAtStart = changes;
            begin();
        }
        isAlone &= changes == changesAtStart;
        Batch batch = ahead;
        if (batch == null || batch.from != next || batch.changes != changes) {
            batch = read(next, changes);
        }
        ahead = null;
        List<Map<String, byte[]>> records = batch.records.stream().map(CompletableFuture::join).toList();
        // Redis reads while this thread writes.
        ahead = batch.to < Partition.COUNT ? read(batch.to, changes) : null;
        int documents = 0;
        for (int i = 0; i < records.size(); i++) {
            compare(batch.from + i, records.get(i));
            documents += records.get(i).size();
        }
        shards.flushIfLarge();
        next = batch.to;
        int average = 1 + documents / records.size();
        partitionsAtOnce = Math.clamp(DOCUMENTS_AT_ONCE / average, 1, MAX_PARTITIONS_AT_ONCE);
    }

    /** An index that is being built may have documents from a comparison that was given up. */
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
        int to = Math.min(Partition.COUNT, from + partitionsAtOnce);
        List<CompletableFuture<Map<String, byte[]>>> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            records.add(redis.all(new Partition(i), pattern));
        }
        return new Batch(from, to, changes, records);
    }

    private void compare(int partition, Map<String, byte[]> records) throws IOException {
        Map<Shard, Map<UUID, RecordVersion>> present = new HashMap<>();
        for (Shard shard : shards.targets()) {
            if (isComplete || shards.isUpcoming(shard)) {
                present.put(shard, emptyAtStart.contains(shard) ? new HashMap<>() : shard.versions(partition));
            }
        }
        for (Map.Entry<String, byte[]> each : records.entrySet()) {
            compare(each.getKey(), each.getValue(), present);
        }
        for (Map.Entry<Shard, Map<UUID, RecordVersion>> rest : present.entrySet()) {
            for (UUID gone : rest.getValue().keySet()) {
                rest.getKey().remove(gone);
                touch(rest.getKey());
            }
        }
    }

    private void compare(String field, byte[] bytes, Map<Shard, Map<UUID, RecordVersion>> present) throws IOException {
        Key key = Key.parse(field);
        Frame frame = frame(field, bytes);
        if (key == null || frame == null) {
            return;
        }
        RecordVersion version = RecordVersion.of(frame);
        IndexRecord entry = null;
        for (Shard shard : shards.targets(key.index())) {
            Map<UUID, RecordVersion> versions = present.get(shard);
            if (versions != null && !version.equals(versions.remove(key.id()))) {
                entry = entry == null ? parse(field, frame) : entry;
                if (entry != null) {
                    write(shard, key.id(), entry, version);
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

    /** A document of an index that only this comparison has written to need not be looked for there. */
    private void write(Shard shard, UUID id, IndexRecord entry, RecordVersion version) throws IOException {
        try {
            if (isAlone && emptyAtStart.contains(shard)) {
                shard.add(id, entry, version);
                return;
            }
        } catch (IllegalArgumentException e) {
            LOG.error("{} in {} cannot be listed", entry.target(), entry.locale(), e);
            return;
        }
        put(shard, id, entry, version);
    }

    /** A record that the index cannot take is left out: it would fail again, and stop all others. */
    static void put(Shard shard, UUID id, IndexRecord entry, RecordVersion version) throws IOException {
        try {
            shard.put(id, entry, version);
        } catch (IllegalArgumentException e) {
            LOG.error("{} in {} cannot be listed", entry.target(), entry.locale(), e);
            shard.remove(id);
        }
    }

    /** What of a document is listed; null if nothing is. */
    static @Nullable Frame frame(String field, byte[] bytes) {
        try {
            Frame frame = Frame.decode(bytes);
            return frame.kind() == Frame.Kind.DOCUMENT ? frame : null;
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

    /** A field of the index in Redis, taken apart; null if it is none. */
    private record Key(IndexKey index, UUID id) {

        static @Nullable Key parse(String field) {
            int first = field.indexOf(':');
            int second = field.indexOf(':', first + 1);
            if (first < 0 || second < 0) {
                return null;
            }
            String id = field.substring(first + 1, second);
            return EntryId.isId(id)
                    ? new Key(new IndexKey(field.substring(0, first), field.substring(second + 1)), UUID.fromString(id))
                    : null;
        }
    }
}
