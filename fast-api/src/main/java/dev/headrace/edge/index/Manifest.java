package dev.headrace.edge.index;

import dev.headrace.edge.follow.Position;
import dev.headrace.model.Collation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of the data directory: the complete indexes, and the position in the change stream that all of them have
 * reached. It is replaced atomically after the indexes have been committed, so they may be ahead of it but never behind.
 *
 * @param format of the indexes; indexes in other formats are rebuilt
 * @param position null if the indexes must be reconciled with Redis
 */
record Manifest(String format, @Nullable Position position, List<Entry> shards) {

    /** The format of this version of the edge. */
    static final String FORMAT = "4 " + Collation.VERSION;

    private static final String FILE = "manifest.json";
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * An index.
     *
     * @param folder name of its folder in the data directory
     * @param complete see {@link Shard#isComplete}
     */
    record Entry(String folder, IndexKey place, Schema schema, boolean complete) {}

    static Manifest empty() {
        return new Manifest(FORMAT, null, List.of());
    }

    /** The manifest of a directory; empty if it is missing or unusable. */
    static Manifest read(Path directory) throws IOException {
        try {
            @Nullable
            Manifest manifest = JSON.readValue(Files.readAllBytes(directory.resolve(FILE)), Manifest.class);
            return manifest == null || !FORMAT.equals(manifest.format) || manifest.shards == null
                    ? empty()
                    : manifest;
        } catch (NoSuchFileException | JacksonException e) {
            return empty();
        }
    }

    /** A copy that contains only the indexes in these folders. */
    Manifest only(Set<String> folders) {
        return new Manifest(format, position,
                shards.stream().filter(entry -> folders.contains(entry.folder)).toList());
    }

    void write(Path directory) throws IOException {
        Path next = directory.resolve(FILE + ".next");
        Files.write(next, JSON.writeValueAsBytes(this));
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(next, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
