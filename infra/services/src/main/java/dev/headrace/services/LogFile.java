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

/** What a program wrote: one file that goes on from start to start, and the file before it once it has grown large. */
final class LogFile {

    private static final long LARGE = 16L << 20;
    private static final int TAIL_BYTES = 4096;
    private static final int TAIL_LINES = 8;

    private final Path path;
    private final long large;
    private long begin;

    LogFile(Path path) {
        this(path, LARGE);
    }

    /** @param large in bytes */
    LogFile(Path path, long large) {
        this.path = path;
        this.large = large;
    }

    Path path() {
        return path;
    }

    /** What is written from here on belongs to one start of the program. */
    synchronized void begin() {
        bound();
        begin = size();
    }

    /**
     * Empties the file if it has grown large, and keeps its end beside it. The program that writes keeps the file open
     * and goes on at its new end; what it writes in the moment between the copy and the emptying is lost.
     */
    synchronized void bound() {
        if (size() <= large) {
            return;
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel before = FileChannel.open(path.resolveSibling(path.getFileName() + ".1"),
                        StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            file.transferTo(file.size() - large, large, before);
            file.truncate(0);
            begin = 0;
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

    /** The last lines since the beginning, for the end of an error message. */
    synchronized String tail() {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(Math.max(begin, file.length() - TAIL_BYTES));
            byte[] bytes = new byte[TAIL_BYTES];
            int read = Math.max(0, file.read(bytes));
            List<String> lines = new String(bytes, 0, read, UTF_8).lines().toList();
            String last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()).stream()
                    .map(line -> "\n  " + line).collect(Collectors.joining());
            return last.isEmpty() ? " It wrote nothing." : " It wrote:" + last + "\n(all of it in " + path + ")";
        } catch (IOException e) {
            return " Its output cannot be read: " + e.getMessage();
        }
    }
}
