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
 * A running process as recorded in a file, so that it can be stopped after its parent died.
 *
 * @param name of the file, without its extension
 * @param pid process id, which may have been reused since
 * @param signal the signal that stops it
 * @param start start time, which tells it from a later process with the same id
 */
record PidFile(String name, long pid, StopSignal signal, Instant start) {

    static final String EXTENSION = ".pid";

    /** Start times are relative to the machine's boot time, which shifts when the clock is adjusted. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    static void write(Path path, ProcessHandle process, StopSignal signal) {
        SecretFile.write(path, process.pid() + " " + signal + " " + startOf(process).orElseGet(Instant::now));
    }

    /** Empty if the file is incomplete or corrupt. */
    static Optional<PidFile> read(Path path) throws IOException {
        String[] parts = Files.readString(path).split(" ", 3);
        String name = path.getFileName().toString().replace(EXTENSION, "");
        try {
            return parts.length < 3
                    ? Optional.empty()
                    : Optional.of(new PidFile(name, Long.parseLong(parts[0]), StopSignal.valueOf(parts[1]),
                            Instant.parse(parts[2])));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The process, if it is still running. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> startOf(process)
                .filter(actual -> Duration.between(start, actual).abs().compareTo(TOLERANCE) < 0).isPresent());
    }

    void stopProcess() {
        process().ifPresent(process -> Processes.stop(process, signal, Processes.STOP_TIMEOUT));
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }
}
