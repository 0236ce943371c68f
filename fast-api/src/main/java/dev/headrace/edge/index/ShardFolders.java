package dev.headrace.edge.index;

import dev.headrace.edge.follow.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The indexes on disk: one folder each, and the manifest that lists those which survive a restart. */
final class ShardFolders {

    private static final Logger LOG = LoggerFactory.getLogger(ShardFolders.class);
    private static final int MAX_NAME = 60;

    private final DataDirectory data;
    private final Merges merges;
    private final AtomicLong created = new AtomicLong();
    private Manifest manifest = Manifest.empty();

    ShardFolders(DataDirectory data, Merges merges) {
        this.data = data;
        this.merges = merges;
    }

    /** Opens the indexes of a manifest. Unreadable ones are skipped and rebuilt. */
    List<Shard> open(Manifest found) {
        manifest = found;
        List<Shard> shards = new ArrayList<>();
        for (Manifest.Entry entry : found.shards()) {
            try {
                Shard shard = Shard.open(entry.place(), entry.schema(), data.path().resolve(entry.folder()), merges);
                if (entry.complete()) {
                    shard.setComplete();
                }
                shards.add(shard);
            } catch (IOException | RuntimeException e) {
                LOG.warn("Rebuilding the list index of {} in {}: {}", entry.place().type(),
                        entry.place().locale(), e.toString());
            }
        }
        return shards;
    }

    Shard create(IndexKey key, Schema schema) throws IOException {
        String name = (key.type() + "-" + key.locale()).replaceAll("[^A-Za-z0-9-]", "_");
        Path folder = data.path().resolve(name.substring(0, Math.min(MAX_NAME, name.length())) + "-"
                + Long.toString(System.nanoTime(), 36) + Long.toString(created.incrementAndGet(), 36));
        return Shard.create(key, schema, folder, merges);
    }

    /** Commits indexes and the position that all of them have reached. Slow. */
    void commit(Collection<Shard> durable, @Nullable Position reached) throws IOException {
        for (Shard shard : durable) {
            shard.commit();
        }
        replaceManifest(new Manifest(Manifest.FORMAT, reached,
                durable.stream().map(shard -> new Manifest.Entry(name(shard), shard.key(), shard.schema(),
                        shard.isComplete())).toList()));
    }

    /** Deletes the folders of all other indexes; the manifest never names a missing folder. */
    void keepOnly(Stream<Shard> shards) throws IOException {
        Set<String> used = shards.map(ShardFolders::name).collect(Collectors.toSet());
        Set<String> named = manifest.shards().stream().map(Manifest.Entry::folder).collect(Collectors.toSet());
        // Free space first, so that the manifest can be written even if the disk is full.
        data.keepOnly(Stream.concat(used.stream(), named.stream()).collect(Collectors.toSet()));
        if (!used.containsAll(named)) {
            replaceManifest(manifest.only(used));
            data.keepOnly(used);
        }
    }

    private void replaceManifest(Manifest next) throws IOException {
        next.write(data.path());
        manifest = next;
    }

    private static String name(Shard shard) {
        return shard.folder().getFileName().toString();
    }
}
