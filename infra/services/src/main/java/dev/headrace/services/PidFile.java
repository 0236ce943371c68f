package dev.headrace.services;

import dev.headrace.services.ChildProcess.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What a file remembers of a process, for those who come when its parent is gone.
 *
 * @param pid its number, which another process may have by now
 * @param signal what it is to be stopped with
 * @param start when it was started, by which it is known for the same
 */
record PidFile(long pid, StopSignal signal, Instant start) {

    /** The start is told relative to the machine's boot, whose time shifts when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    static void write(Path path, ProcessHandle process, StopSignal signal) {
        SecretFile.write(path, process.pid() + " " + signal + " " + startOf(process).orElseGet(Instant::now));
    }

    /** Nothing if the file is unfinished or damaged. */
    static Optional<PidFile> read(Path path) throws IOException {
        String[] parts = Files.readString(path).split(" ", 3);
        try {
            return parts.length < 3
                    ? Optional.empty()
                    : Optional.of(new PidFile(Long.parseLong(parts[0]), StopSignal.valueOf(parts[1]),
                            Instant.parse(parts[2])));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> startOf(process)
                .filter(actual -> Duration.between(start, actual).abs().compareTo(TOLERANCE) < 0).isPresent());
    }

    void stopProcess() {
        process().ifPresent(process -> Processes.stop(process, signal, Processes.STOP_PATIENCE));
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }
}
