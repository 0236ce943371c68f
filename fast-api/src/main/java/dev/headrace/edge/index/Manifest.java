package dev.headrace.edge.index;

import dev.headrace.edge.follow.Position;
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
 * What the data directory holds: the indexes that are complete, and the position in the stream of changes that all of them
 * have reached. It is replaced in one step after the indexes have been made durable, so they may be ahead of it, never
 * behind.
 *
 * @param format of the indexes; those of another one are built again
 * @param position null if the indexes must be compared with Redis
 */
record Manifest(String format, @Nullable Position position, List<Entry> shards) {

    /** Of this version of the edge. */
    static final String FORMAT = "2 " + Collation.VERSION;

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

    /** An empty one if there is none that can be used. */
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

    /** The same without the indexes in other folders. */
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
