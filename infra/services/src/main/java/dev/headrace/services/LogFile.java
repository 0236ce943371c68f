package dev.headrace.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/** What a program wrote: one file that goes on from start to start, and the file before it once it has grown large. */
final class LogFile {

    private static final long LARGE = 16L << 20;
    private static final int TAIL_BYTES = 4096;
    private static final int TAIL_LINES = 8;

    private final Path path;
    private long begin;

    LogFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** What is written from here on belongs to one start of the program. */
    void begin() throws IOException {
        begin = Files.exists(path) ? Files.size(path) : 0;
        if (begin > LARGE) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            begin = 0;
        }
    }

    /** The last lines since the beginning, for the end of an error message. */
    String tail() {
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
