package dev.headrace.edge.lists;

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
    private final Map<Place, Serving> serving = new ConcurrentHashMap<>();
    private final Map<Place, Shard> upcoming = new HashMap<>();
    private final Set<Place> touched = new HashSet<>();
    private final AtomicLong generations = new AtomicLong();
    private Map<Place, Schema> wanted = Map.of();
    private boolean servingIsBroken;

    Shards(DataDirectory data, Merges merges) {
        this.data = data;
        this.merges = merges;
    }

    /** Opens what is on disk. What cannot be read is left out, and built again as if it were new. */
    void restore(Manifest manifest) throws IOException {
        for (Manifest.Entry entry : manifest.shards()) {
            try {
                serve(Shard.open(entry.place(), entry.schema(), data.path().resolve(entry.folder()), merges));
            } catch (IOException | RuntimeException e) {
                LOG.warn("The list index of {} in {} is built again: {}", entry.place().type(),
                        entry.place().locale(), e.toString());
            }
        }
        deleteOthers();
    }

    private void serve(Shard shard) {
        serving.put(shard.place(), new Serving(shard, new AtomicLong(generations.incrementAndGet())));
    }

    /** The index that searches use; null if there is none yet. */
    @Nullable
    Serving find(Place place) {
        return serving.get(place);
    }

    /** Makes room for what a model needs, and drops what it does not need any more. */
    void adopt(Map<Place, Schema> schemas) throws IOException {
        wanted = Map.copyOf(schemas);
        for (Place place : List.copyOf(serving.keySet())) {
            if (!wanted.containsKey(place)) {
                close(serving.remove(place));
            }
        }
        for (Shard shard : List.copyOf(upcoming.values())) {
            if (!shard.schema().equals(wanted.get(shard.place()))) {
                upcoming.remove(shard.place());
                shard.close();
            }
        }
        for (Map.Entry<Place, Schema> each : wanted.entrySet()) {
            Serving present = serving.get(each.getKey());
            boolean isServed = present != null && !servingIsBroken
                    && present.shard().schema().equals(each.getValue());
            if (!isServed && !upcoming.containsKey(each.getKey())) {
                upcoming.put(each.getKey(), create(each.getKey(), each.getValue()));
            }
        }
    }

    private Shard create(Place place, Schema schema) throws IOException {
        String name = (place.type() + "-" + place.locale()).replaceAll("[^A-Za-z0-9-]", "_");
        Path folder = data.path().resolve(name.substring(0, Math.min(60, name.length())) + "-"
                + Long.toString(System.nanoTime(), 36) + Long.toString(generations.incrementAndGet(), 36));
        return Shard.open(place, schema, folder, merges);
    }

    /** After a failure: everything is built again beside what searches use, which takes no changes any more. */
    void buildAgain() throws IOException {
        servingIsBroken = true;
        for (Shard shard : List.copyOf(upcoming.values())) {
            upcoming.remove(shard.place());
            closeQuietly(shard);
        }
        deleteOthers();
        adopt(wanted);
    }

    /** Those that take changes of a place's documents. */
    List<Shard> targets(Place place) {
        List<Shard> targets = new ArrayList<>(2);
        Serving present = serving.get(place);
        if (present != null && !servingIsBroken) {
            targets.add(present.shard());
        }
        Shard next = upcoming.get(place);
        if (next != null) {
            targets.add(next);
        }
        return targets;
    }

    /** Those that take changes. */
    List<Shard> targets() {
        return Stream.concat(serving.keySet().stream(), upcoming.keySet().stream()).distinct()
                .flatMap(place -> targets(place).stream()).toList();
    }

    boolean isUpcoming(Shard shard) {
        return upcoming.get(shard.place()) == shard;
    }

    boolean hasUpcoming() {
        return !upcoming.isEmpty();
    }

    /** The types of which an index is being built. */
    Set<String> upcomingTypes() {
        return upcoming.keySet().stream().map(Place::type).collect(Collectors.toSet());
    }

    /** Whether searches find an index for everything that the model has. */
    boolean isComplete() {
        return serving.keySet().containsAll(wanted.keySet());
    }

    /** Has searches use the indexes that were being built. */
    void promote() throws IOException {
        for (Shard shard : List.copyOf(upcoming.values())) {
            shard.refresh();
            Serving previous = serving.get(shard.place());
            serve(shard);
            upcoming.remove(shard.place());
            close(previous);
        }
        servingIsBroken = false;
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

    /** Pages of a place's lists must be made again after the next refresh. */
    void touch(Place place) {
        touched.add(place);
    }

    /** Makes changes visible to searches. */
    void refresh() throws IOException {
        for (Place place : touched) {
            Serving present = serving.get(place);
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
        new Manifest(Manifest.FORMAT, reached, durable.stream().map(
                shard -> new Manifest.Entry(shard.folder().getFileName().toString(), shard.place(), shard.schema()))
                .toList()).write(data.path());
        deleteOthers();
    }

    /** Deletes folders of indexes that are used no more. */
    void deleteOthers() throws IOException {
        data.keepOnly(Stream.concat(serving.values().stream().map(Serving::shard), upcoming.values().stream())
                .map(Shard::folder).collect(Collectors.toSet()));
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
