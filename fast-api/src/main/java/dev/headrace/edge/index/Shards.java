package dev.headrace.edge.index;

import dev.headrace.edge.follow.Position;
import java.io.IOException;
import java.nio.file.Path;
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
 * The indexes of all types and locales: those that searches use, and those that are being built to replace them. Only
 * {@link #find} and {@link #commit} may be called without the lock of the {@link ListIndex}.
 */
final class Shards implements AutoCloseable {

    /**
     * An index that searches use.
     *
     * @param generation another number after each change that searches can see; no two indexes ever have the same
     */
    record Serving(Shard shard, AtomicLong generation) {}

    private static final Logger LOG = LoggerFactory.getLogger(Shards.class);
    private static final long MAX_BUFFERED_BYTES = 64L * 1024 * 1024;

    private final DataDirectory data;
    private final Merges merges;
    private final Map<IndexKey, Serving> serving = new ConcurrentHashMap<>();
    private final Map<IndexKey, Shard> upcoming = new HashMap<>();
    private final Set<IndexKey> touched = new HashSet<>();
    private final AtomicLong generations = new AtomicLong();
    private Map<IndexKey, Schema> wanted = Map.of();
    private Manifest manifest = Manifest.empty();
    private boolean servingIsBroken;
    private volatile int waiting;

    Shards(DataDirectory data, Merges merges) {
        this.data = data;
        this.merges = merges;
    }

    /** Opens what is on disk. What cannot be read is left out, and built again as if it were new. */
    void restore(Manifest found) throws IOException {
        manifest = found;
        for (Manifest.Entry entry : found.shards()) {
            try {
                Shard shard = Shard.open(entry.place(), entry.schema(), data.path().resolve(entry.folder()), merges);
                if (entry.complete()) {
                    shard.setComplete();
                }
                serve(shard);
            } catch (IOException | RuntimeException e) {
                LOG.warn("The list index of {} in {} is built again: {}", entry.place().type(),
                        entry.place().locale(), e.toString());
            }
        }
        deleteOthers();
    }

    private void serve(Shard shard) {
        serving.put(shard.key(), new Serving(shard, new AtomicLong(generations.incrementAndGet())));
    }

    /** The index that searches use; null if there is none yet. */
    @Nullable
    Serving find(IndexKey key) {
        return serving.get(key);
    }

    /** Makes room for what a model needs, and drops what it does not need any more. */
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
            Shard fitting = fitting(each.getKey(), each.getValue());
            if (fitting != null && !each.getValue().equals(before.get(each.getKey()))) {
                fitting.checkAgain();
            } else if (fitting == null && !upcoming.containsKey(each.getKey())) {
                upcoming.put(each.getKey(), create(each.getKey(), each.getValue()));
            }
        }
    }

    /** The index that searches use, if it takes changes and has been made for a schema. */
    private @Nullable Shard fitting(IndexKey key, Schema schema) {
        Serving present = serving.get(key);
        return present != null && !servingIsBroken && present.shard().schema().equals(schema) ? present.shard() : null;
    }

    private Shard create(IndexKey key, Schema schema) throws IOException {
        String name = (key.type() + "-" + key.locale()).replaceAll("[^A-Za-z0-9-]", "_");
        Path folder = data.path().resolve(name.substring(0, Math.min(60, name.length())) + "-"
                + Long.toString(System.nanoTime(), 36) + Long.toString(generations.incrementAndGet(), 36));
        return Shard.create(key, schema, folder, merges);
    }

    /** After a failure: everything is built again beside what searches use, which takes no changes any more. */
    void buildAgain() throws IOException {
        servingIsBroken = true;
        for (Shard shard : List.copyOf(upcoming.values())) {
            upcoming.remove(shard.key());
            closeQuietly(shard);
        }
        deleteOthers();
        adopt(wanted);
    }

    /** Those that take changes of a key's documents. */
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

    /** Those that take changes. */
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

    /** The types of which an index is being built. */
    Set<String> upcomingTypes() {
        return upcoming.keySet().stream().map(IndexKey::type).collect(Collectors.toSet());
    }

    /** Whether searches find an index for everything that the model has. */
    boolean isComplete() {
        return serving.keySet().containsAll(wanted.keySet());
    }

    /**
     * Has searches use the indexes that were being built, now that all records have been written to them. One whose records
     * have not all been made for the present model waits as long as there is another one that can serve.
     */
    void promote() throws IOException {
        for (Shard shard : List.copyOf(upcoming.values())) {
            Serving previous = serving.get(shard.key());
            if (shard.completes() || previous == null || servingIsBroken) {
                serve(shard);
                upcoming.remove(shard.key());
                close(previous);
            }
        }
        servingIsBroken = false;
        countWaiting();
    }

    /** The same when records may have been made for the present model since; answers whether there was any such index. */
    boolean promoteWaiting() throws IOException {
        countWaiting();
        int before = waiting;
        if (before == 0) {
            return false;
        }
        for (Serving each : serving.values()) {
            if (!each.shard().isComplete()) {
                var _ = each.shard().completes();
            }
        }
        promote();
        return waiting < before;
    }

    private void countWaiting() {
        waiting = upcoming.size()
                + (int) serving.values().stream().filter(each -> !each.shard().isComplete()).count();
    }

    /** How many indexes wait for records that are made for the present model. */
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

    /** Pages of a key's lists must be made again after the next refresh. */
    void touch(IndexKey key) {
        touched.add(key);
    }

    /** Makes changes visible to searches. */
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

    /** Keeps the memory that changes take within bounds. */
    void flushIfLarge() throws IOException {
        List<Shard> all = targets();
        if (all.stream().mapToLong(Shard::bufferedBytes).sum() > MAX_BUFFERED_BYTES) {
            for (Shard shard : all) {
                shard.flush();
            }
        }
    }

    /** What is to be made durable. */
    Collection<Shard> durable() {
        return servingIsBroken ? List.of() : serving.values().stream().map(Serving::shard).toList();
    }

    /**
     * Makes the changes so far durable, and with them the position that they correspond to. It takes its time, and needs no
     * lock as long as no index is replaced meanwhile.
     */
    void commit(Collection<Shard> durable, @Nullable Position reached) throws IOException {
        for (Shard shard : durable) {
            shard.commit();
        }
        replaceManifest(new Manifest(Manifest.FORMAT, reached,
                durable.stream().map(shard -> new Manifest.Entry(shard.folder().getFileName().toString(),
                        shard.key(), shard.schema(), shard.isComplete())).toList()));
        deleteOthers();
    }

    private void replaceManifest(Manifest next) throws IOException {
        next.write(data.path());
        manifest = next;
    }

    /** Deletes folders of indexes that are used no more; the manifest never names one that is gone. */
    void deleteOthers() throws IOException {
        Set<String> used = Stream
                .concat(serving.values().stream().map(Serving::shard), upcoming.values().stream())
                .map(shard -> shard.folder().getFileName().toString()).collect(Collectors.toSet());
        Set<String> named = manifest.shards().stream().map(Manifest.Entry::folder).collect(Collectors.toSet());
        // First what makes room for the manifest on a disk that is full.
        data.keepOnly(Stream.concat(used.stream(), named.stream()).collect(Collectors.toSet()));
        if (!used.containsAll(named)) {
            replaceManifest(manifest.only(used));
            data.keepOnly(used);
        }
    }

    /** How many documents searches can find. */
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
