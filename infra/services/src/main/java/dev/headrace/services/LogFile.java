package dev.headrace.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/** A program's output: one file, appended to across restarts and rotated once when it grows too large. */
final class LogFile {

    private static final long MAX_BYTES = 16L << 20;
    private static final int TAIL_BYTES = 4096;
    private static final int TAIL_LINES = 8;

    private final Path path;
    private final long maxBytes;
    private long startOffset;

    LogFile(Path path) {
        this(path, MAX_BYTES);
    }

    LogFile(Path path, long maxBytes) {
        this.path = path;
        this.maxBytes = maxBytes;
    }

    Path path() {
        return path;
    }

    /** Marks the start of a run; {@link #tail} reads no further back. */
    synchronized void markStart() {
        rotateIfLarge();
        startOffset = size();
    }

    /**
     * If the file is too large, copies its end to a second file and truncates it. The program keeps the file open in
     * append mode; output written between copying and truncating is lost.
     */
    synchronized void rotateIfLarge() {
        if (size() <= maxBytes) {
            return;
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel previous = FileChannel.open(path.resolveSibling(path.getFileName() + ".1"),
                        StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            file.transferTo(file.size() - maxBytes, maxBytes, previous);
            file.truncate(0);
            startOffset = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long size() {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines since the start of the run, to append to an error message. */
    synchronized String tail() {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(Math.max(startOffset, file.length() - TAIL_BYTES));
            byte[] bytes = new byte[TAIL_BYTES];
            int read = Math.max(0, file.read(bytes));
            List<String> lines = new String(bytes, 0, read, UTF_8).lines().toList();
            String last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()).stream()
                    .map(line -> "\n  " + line).collect(Collectors.joining());
            return last.isEmpty() ? " It printed nothing." : " Last output:" + last + "\n(full log: " + path + ")";
        } catch (IOException e) {
            return " Its output cannot be read: " + e.getMessage();
        }
    }
}
