package dev.headrace.edge.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index directory of one edge, locked while the edge runs. A temporary directory is deleted on close. */
final class DataDirectory implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final String TEMPORARY = "headrace-edge-";
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    // Maximum time between creating a directory and its lock file.
    private static final Duration MAX_CREATION = Duration.ofMinutes(1);
    // Opening and closing a lock file would release the lock if this process holds it.
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final boolean temporary;
    private final FileChannel channel;
    private volatile long size;

    private DataDirectory(Path path, boolean temporary, FileChannel channel) {
        this.path = path;
        this.temporary = temporary;
        this.channel = channel;
    }

    /**
     * @param name path; empty for a new temporary directory
     * @throws IllegalArgumentException if the directory cannot be used; the message says why
     */
    static DataDirectory open(String name) {
        try {
            if (name.isEmpty()) {
                deleteAbandoned(Path.of(System.getProperty("java.io.tmpdir")));
                Path path = Files.createTempDirectory(TEMPORARY);
                return new DataDirectory(path, true, openLock(path));
            }
            Path path = Files.createDirectories(Path.of(name, "lists"));
            return new DataDirectory(path, false, openLock(path));
        } catch (IOException e) {
            throw new IllegalArgumentException("HEADRACE_EDGE_DATA_DIR cannot be used: " + e, e);
        }
    }

    private static FileChannel openLock(Path path) throws IOException {
        if (!OWN.add(path.toAbsolutePath())) {
            throw new IOException(path + " is used by another edge");
        }
        try {
            FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new IOException(path + " is used by another edge");
            }
            return channel;
        } catch (IOException e) {
            OWN.remove(path.toAbsolutePath());
            throw e;
        }
    }

    /** Deletes temporary directories of killed edges. */
    static void deleteAbandoned(Path parent) {
        try (Stream<Path> all = Files.list(parent)) {
            all.filter(folder -> folder.getFileName().toString().startsWith(TEMPORARY))
                    .filter(folder -> !OWN.contains(folder.toAbsolutePath()))
                    .forEach(DataDirectory::deleteIfAbandoned);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Cannot list abandoned directories in {}: {}", parent, e.toString());
        }
    }

    private static void deleteIfAbandoned(Path folder) {
        Path file = folder.resolve(LOCK);
        try {
            Path oldest = Files.exists(file) ? file : folder;
            if (Files.getLastModifiedTime(oldest).toInstant().isAfter(Instant.now().minus(MAX_CREATION))) {
                return;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (lock(channel) != null) {
                    delete(folder);
                    LOG.info("Deleted {}, left behind by an edge that is no longer running", folder);
                }
            }
        } catch (IOException e) {
            // For example, owned by another user.
            LOG.debug("{} cannot be deleted", folder, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    /** Deletes all folders except the named ones and the {@link Journal}; recreates the directory if it was removed. */
    void keepOnly(Set<String> names) throws IOException {
        Files.createDirectories(path);
        List<Path> others;
        try (Stream<Path> all = Files.list(path)) {
            others = all.filter(Files::isDirectory)
                    .filter(folder -> !names.contains(folder.getFileName().toString()))
                    .filter(folder -> !folder.endsWith(Journal.FOLDER)).toList();
        }
        for (Path folder : others) {
            delete(folder);
        }
    }

    /** Size of the indexes in bytes, as last measured. */
    long size() {
        return size;
    }

    /** Measures the size by walking the whole directory. */
    void measure() {
        try (Stream<Path> files = Files.walk(path)) {
            size = files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | RuntimeException e) {
            // Files may disappear concurrently.
            LOG.debug("The size of {} cannot be measured", path, e);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OWN.remove(path.toAbsolutePath());
        if (temporary) {
            delete(path);
        }
    }
}
