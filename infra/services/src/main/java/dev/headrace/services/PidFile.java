package dev.headrace.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Remembers a process by its pid and the time of its start, since pids are used again. */
final class PidFile {
    /** The start is told relative to the machine's boot, whose time shifts when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final Path path;

    PidFile(Path path) {
        this.path = path;
    }

    void write(ProcessHandle process) throws IOException {
        Instant start = process.info().startInstant().orElseGet(Instant::now);
        Files.writeString(path, process.pid() + " " + start);
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> living() {
        try {
            String[] parts = Files.exists(path) ? Files.readString(path).split(" ", 2) : new String[0];
            if (parts.length != 2) {
                return Optional.empty();
            }
            Instant start = Instant.parse(parts[1]);
            return ProcessHandle.of(Long.parseLong(parts[0]))
                    .filter(process -> process.isAlive() && startedAt(start, process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean startedAt(Instant start, ProcessHandle process) {
        return process.info().startInstant()
                .map(actual -> Duration.between(start, actual).abs().compareTo(TOLERANCE) < 0).orElse(false);
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
