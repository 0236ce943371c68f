package dev.headrace.edge.lists;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory of one edge's indexes, locked as long as the edge runs. A temporary one is deleted at the end. */
final class DataDirectory implements AutoCloseable {

    private static final String LOCK = "lock";

    private final Path path;
    private final boolean temporary;
    private final FileChannel channel;

    private DataDirectory(Path path, boolean temporary, FileChannel channel) {
        this.path = path;
        this.temporary = temporary;
        this.channel = channel;
    }

    /**
     * @param name empty: a new temporary one
     * @throws IllegalArgumentException if it cannot be used; the message says why
     */
    static DataDirectory open(String name) {
        try {
            boolean temporary = name.isEmpty();
            Path path = temporary
                    ? Files.createTempDirectory("headrace-edge-")
                    : Files.createDirectories(Path.of(name, "lists"));
            return new DataDirectory(path, temporary, locked(path));
        } catch (IOException e) {
            throw new IllegalArgumentException("HEADRACE_EDGE_DATA_DIR cannot be used: " + e, e);
        }
    }

    private static FileChannel locked(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new IOException("another edge uses " + path);
        }
        return channel;
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

    /** Deletes all folders but some; makes the directory again if it was removed. */
    void keepOnly(Set<Path> folders) throws IOException {
        Files.createDirectories(path);
        List<Path> others;
        try (Stream<Path> all = Files.list(path)) {
            others = all.filter(Files::isDirectory).filter(folder -> !folders.contains(folder))
                    .collect(Collectors.toList());
        }
        for (Path folder : others) {
            delete(folder);
        }
    }

    /** How many bytes the indexes take. */
    long size() {
        try (Stream<Path> files = Files.walk(path)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | RuntimeException e) {
            return 0;
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
        if (temporary) {
            delete(path);
        }
    }
}
