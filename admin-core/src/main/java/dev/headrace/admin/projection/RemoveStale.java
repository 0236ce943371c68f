package dev.headrace.admin.projection;

import static dev.headrace.admin.redis.RedisStore.await;

import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.Frame;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.Partition;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.StaleFrame;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Removes stale data from Redis: frames and index records that belong to no document in PostgreSQL, and would never be
 * removed otherwise. Frames are identified by their version, which is unique across documents. While a release goes live, all are
 * known: the live frames of its documents are older than what the database has.
 */
@Component
class RemoveStale {

    private static final Logger log = LoggerFactory.getLogger(RemoveStale.class);
    private static final int PAGE = 500;
    private static final String KNOWN_VERSIONS = """
            select version from unnest(:versions::bigint[]) as found(version)
            where exists (select from projection where version in (wanted, done)) or exists (select from staging)""";

    private final RedisStore store;
    private final EdgeWriter writer;
    private final JdbcClient jdbc;

    RemoveStale(RedisStore store, EdgeWriter writer, JdbcClient jdbc) {
        this.store = store;
        this.writer = writer;
        this.jdbc = jdbc;
    }

    /**
     * Removes frames and index records that are older than a rebuild, which has rewritten all known documents.
     *
     * @param start the version at the start of the rebuild
     * @throws io.lettuce.core.RedisException if Redis is unavailable
     */
    void olderThan(long start) {
        List<DocumentChange> records = new ArrayList<>();
        for (int partition = 0; partition < Partition.COUNT; partition++) {
            removeRecords(RedisKeys.index(new Partition(partition)), start)
                    .forEach(each -> document(each).ifPresent(records::add));
        }
        int frames = removeFrames(start);
        if (!records.isEmpty()) {
            writer.announce(records);
        }
        if (frames > 0 || !records.isEmpty()) {
            log.warn("Removed {} frames and {} index records of unknown documents from Redis", frames,
                    records.size());
        }
    }

    /** The document of an index record. */
    private static Optional<DocumentChange> document(StaleFrame record) {
        return Optional.ofNullable(record.field()).flatMap(IndexRecord.Field::parse)
                .map(field -> new DocumentChange(field.target(), field.locale()));
    }

    private List<StaleFrame> removeRecords(String index, long start) {
        List<StaleFrame> removed = new ArrayList<>();
        ScanCursor cursor = ScanCursor.INITIAL;
        while (!cursor.isFinished()) {
            MapScanCursor<String, byte[]> page = await(
                    store.commands().hscan(index, cursor, ScanArgs.Builder.limit(PAGE)));
            List<StaleFrame> old = new ArrayList<>();
            page.getMap().forEach((field, frame) -> addIfOld(old, index, field, frame, start));
            removed.addAll(removeUnknown(old));
            cursor = page;
        }
        return removed;
    }

    private int removeFrames(long start) {
        int removed = 0;
        ScanCursor cursor = ScanCursor.INITIAL;
        while (!cursor.isFinished()) {
            KeyScanCursor<String> page = await(
                    store.commands().scan(cursor, ScanArgs.Builder.limit(PAGE).match(RedisKeys.FRAMES)));
            Map<String, CompletionStage<byte[]>> headers = new HashMap<>();
            page.getKeys().forEach(key -> headers.put(key, store.commands().getrange(key, 0, Frame.Stamp.LENGTH - 1L)));
            List<StaleFrame> old = new ArrayList<>();
            headers.forEach((key, header) -> addIfOld(old, key, null, await(header), start));
            removed += removeUnknown(old).size();
            cursor = page;
        }
        return removed;
    }

    /** Tombstones are skipped, because they expire. */
    private static void addIfOld(List<StaleFrame> old, String key, @Nullable String field, byte[] frame, long start) {
        try {
            Frame.Stamp stamp = Frame.Stamp.parse(frame);
            if (stamp.kind() != Frame.Kind.TOMBSTONE && stamp.version() < start) {
                old.add(new StaleFrame(key, field, stamp.version()));
            }
        } catch (Frame.MalformedFrameException e) {
            // Its age is unknown. An empty one was removed since the scan.
            log.debug("Not a frame: {}", key, e);
        }
    }

    /** Keeps older versions that PostgreSQL knows: a document may have been published while the rebuild started. */
    private List<StaleFrame> removeUnknown(List<StaleFrame> old) {
        if (old.isEmpty()) {
            return List.of();
        }
        Set<Long> known = new HashSet<>(jdbc.sql(KNOWN_VERSIONS)
                .param("versions", old.stream().map(StaleFrame::version).distinct().toArray(Long[]::new))
                .query(Long.class)
                .list());
        Map<StaleFrame, CompletionStage<Long>> drops = new HashMap<>();
        old.stream().filter(each -> !known.contains(each.version()))
                .forEach(each -> drops.put(each, store.run(each.call(), ScriptOutputType.INTEGER)));
        return drops.entrySet().stream().filter(each -> await(each.getValue()) > 0).map(Map.Entry::getKey).toList();
    }
}
