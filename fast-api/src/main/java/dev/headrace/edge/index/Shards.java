package dev.headrace.edge.index;

import dev.headrace.edge.follow.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes of all types and locales: the ones used by searches, and the ones being built to replace them. All methods
 * except {@link #find} and {@link #commit} require the lock of the {@link ListIndex}.
 */
final class Shards implements AutoCloseable {

    /**
     * An index used by searches.
     *
     * @param generation changes with each visible change; unique across all indexes
     */
    record Serving(Shard shard, AtomicLong generation) {}

    private static final Logger LOG = LoggerFactory.getLogger(Shards.class);
    private static final long MAX_BUFFERED_BYTES = 64L * 1024 * 1024;

    private final ShardFolders folders;
    private final Map<IndexKey, Serving> serving = new ConcurrentHashMap<>();
    private final Map<IndexKey, Shard> upcoming = new HashMap<>();
    private final Set<IndexKey> touched = new HashSet<>();
    private final AtomicLong generations = new AtomicLong();
    private Map<IndexKey, Schema> wanted = Map.of();
    private boolean servingIsBroken;
    private volatile int waiting;

    Shards(DataDirectory data, Merges merges) {
        this.folders = new ShardFolders(data, merges);
    }

    /** Serves the readable indexes on disk; the others are rebuilt. */
    void restore(Manifest found) throws IOException {
        folders.open(found).forEach(this::serve);
        deleteUnused();
    }

    private void serve(Shard shard) {
        serving.put(shard.key(), new Serving(shard, new AtomicLong(generations.incrementAndGet())));
    }

    /** The index used by searches; null if there is none yet. */
    @Nullable
    Serving find(IndexKey key) {
        return serving.get(key);
    }

    /** Creates the indexes that a model needs, and drops those it no longer needs. */
    void adopt(Map<IndexKey, Schema> schemas) throws IOException {
        Map<IndexKey, Schema> before = wanted;
        wanted = Map.copyOf(schemas);
        for (IndexKey key : List.copyOf(serving.keySet())) {
            if (!wanted.containsKey(key)) {
                close(serving.remove(key));
            }
        }
        for (Shard shard : List.copyOf(upcoming.values())) {
            if (!shard.schema().equals(wanted.get(shard.key()))) {
                upcoming.remove(shard.key());
                shard.close();
            }
        }
        for (Map.Entry<IndexKey, Schema> each : wanted.entrySet()) {
            Shard usable = usable(each.getKey(), each.getValue());
            if (usable != null && !each.getValue().equals(before.get(each.getKey()))) {
                usable.recheckComplete();
            } else if (usable == null && !upcoming.containsKey(each.getKey())) {
                upcoming.put(each.getKey(), folders.create(each.getKey(), each.getValue()));
            }
        }
    }

    /** The index used by searches, if it can be updated and has this schema. */
    private @Nullable Shard usable(IndexKey key, Schema schema) {
        Serving present = serving.get(key);
        return present != null && !servingIsBroken && present.shard().schema().equals(schema) ? present.shard() : null;
    }

    /** After a failure: rebuilds all indexes while searches keep using the old ones, which are no longer updated. */
    void rebuild() throws IOException {
        servingIsBroken = true;
        for (Shard shard : List.copyOf(upcoming.values())) {
            upcoming.remove(shard.key());
            closeQuietly(shard);
        }
        deleteUnused();
        adopt(wanted);
    }

    /** The indexes that changes of a type and locale must be applied to. */
    List<Shard> targets(IndexKey key) {
        List<Shard> targets = new ArrayList<>(2);
        Serving present = serving.get(key);
        if (present != null && !servingIsBroken) {
            targets.add(present.shard());
        }
        Shard next = upcoming.get(key);
        if (next != null) {
            targets.add(next);
        }
        return targets;
    }

    /** The indexes that changes must be applied to. */
    List<Shard> targets() {
        return Stream.concat(serving.keySet().stream(), upcoming.keySet().stream()).distinct()
                .flatMap(key -> targets(key).stream()).toList();
    }

    boolean isUpcoming(Shard shard) {
        return upcoming.get(shard.key()) == shard;
    }

    boolean hasUpcoming() {
        return !upcoming.isEmpty();
    }

    /** The types with an index being built. */
    Set<String> upcomingTypes() {
        return upcoming.keySet().stream().map(IndexKey::type).collect(Collectors.toSet());
    }

    /** Whether searches have an index for every type and locale of the model. */
    boolean isComplete() {
        return serving.keySet().containsAll(wanted.keySet());
    }

    /**
     * Makes searches use the newly built indexes, after all records have been written to them. An index with records that
     * were not rendered for the current model waits as long as the previous index can serve.
     */
    void promote() throws IOException {
        for (Shard shard : List.copyOf(upcoming.values())) {
            Serving previous = serving.get(shard.key());
            if (shard.checkComplete() || previous == null || servingIsBroken) {
                serve(shard);
                upcoming.remove(shard.key());
                close(previous);
            }
        }
        servingIsBroken = false;
        countWaiting();
    }

    /** Promotes waiting indexes whose records have been rendered since; returns whether there were any. */
    boolean promoteWaiting() throws IOException {
        countWaiting();
        int before = waiting;
        if (before == 0) {
            return false;
        }
        for (Serving each : serving.values()) {
            if (!each.shard().isComplete()) {
                var _ = each.shard().checkComplete();
            }
        }
        promote();
        return waiting < before;
    }

    private void countWaiting() {
        waiting = upcoming.size()
                + (int) serving.values().stream().filter(each -> !each.shard().isComplete()).count();
    }

    /** Number of indexes waiting for records that are rendered for the current model. */
    int waiting() {
        return waiting;
    }

    private static void close(@Nullable Serving replaced) {
        if (replaced != null) {
            closeQuietly(replaced.shard());
        }
    }

    private static void closeQuietly(Shard shard) {
        try {
            shard.close();
        } catch (IOException | RuntimeException e) {
            LOG.warn("A list index cannot be closed: {}", e.toString());
        }
    }

    /** Invalidates cached pages of an index at the next refresh. */
    void touch(IndexKey key) {
        touched.add(key);
    }

    /** Makes changes visible to searches and invalidates cached pages. */
    void refresh() throws IOException {
        for (IndexKey key : touched) {
            Serving present = serving.get(key);
            if (present != null) {
                if (!servingIsBroken) {
                    present.shard().refresh();
                }
                present.generation().set(generations.incrementAndGet());
            }
        }
        touched.clear();
    }

    /** Bounds the memory used by unflushed changes. */
    void flushIfLarge() throws IOException {
        List<Shard> all = targets();
        if (all.stream().mapToLong(Shard::bufferedBytes).sum() > MAX_BUFFERED_BYTES) {
            for (Shard shard : all) {
                shard.flush();
            }
        }
    }

    /** The indexes to commit. */
    Collection<Shard> durable() {
        return servingIsBroken ? List.of() : serving.values().stream().map(Serving::shard).toList();
    }

    /**
     * Commits the changes so far and the corresponding position. Slow; needs no lock as long as no index is replaced
     * concurrently.
     */
    void commit(Collection<Shard> durable, @Nullable Position reached) throws IOException {
        folders.commit(durable, reached);
        deleteUnused();
    }

    private void deleteUnused() throws IOException {
        folders.keepOnly(Stream.concat(serving.values().stream().map(Serving::shard), upcoming.values().stream()));
    }

    /** Number of searchable documents. */
    int size() {
        return serving.values().stream().mapToInt(each -> each.shard().size()).sum();
    }

    @Override
    public void close() {
        serving.values().forEach(Shards::close);
        upcoming.values().forEach(Shards::closeQuietly);
        serving.clear();
        upcoming.clear();
    }
}
