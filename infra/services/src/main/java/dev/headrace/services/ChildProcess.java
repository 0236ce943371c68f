package dev.headrace.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A child process of this JVM. Its output goes to a log file; its pid goes to a file, so that the folder's next owner can
 * stop it if this JVM is killed.
 *
 * <p>It has its own session, so Ctrl-C in a terminal only reaches this JVM, which then stops its children in the right
 * order.
 */
public final class ChildProcess {

    private static final Duration POLL = Duration.ofMillis(25);
    private static final Duration STARTING_STOP_TIMEOUT = Duration.ofSeconds(5);

    /** Signal that asks the program to exit. */
    public enum StopSignal {
        TERM, INT
    }

    /** Checks whether the program is ready. */
    @FunctionalInterface
    public interface Probe {
        /**
         * False, or any exception except a {@link ServiceException}, means "not yet".
         *
         * @throws ServiceException if waiting longer is pointless
         */
        boolean answers() throws Exception;
    }

    private final String name;
    private final StopSignal stopSignal;
    private final LogFile log;
    private final Path pidFile;
    private @Nullable Process process;
    private volatile boolean ready;

    /** @param name display name; in lower case, the base name of its files */
    public ChildProcess(String name, DataFolder folder, StopSignal stopSignal) {
        String stem = name.toLowerCase(Locale.ROOT);
        this.name = name;
        this.stopSignal = stopSignal;
        this.log = new LogFile(folder.subfolder("logs").resolve(stem + ".log"));
        this.pidFile = folder.subfolder(DataFolder.RUN).resolve(stem + PidFile.EXTENSION);
    }

    /**
     * Starts the program and waits until it is ready or stopped.
     *
     * @throws ServiceException with the last lines of its output, if it exits or is not ready in time
     */
    public void start(ProcessBuilder program, Probe probe, Duration timeout) {
        start(program, probe, timeout, Map.of());
    }

    /**
     * The same, with messages for known exit codes.
     *
     * @param exitMessages messages by exit code
     */
    public void start(ProcessBuilder program, Probe probe, Duration timeout, Map<Integer, String> exitMessages) {
        launch(program);
        try {
            awaitReady(probe, timeout, exitMessages);
        } catch (RuntimeException e) {
            kill();
            throw e;
        }
    }

    private synchronized void launch(ProcessBuilder program) {
        ready = false;
        try {
            log.markStart();
            process = inItsOwnSession(program).redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile())).start();
            PidFile.write(pidFile, process.toHandle(), stopSignal);
        } catch (IOException | UncheckedIOException e) {
            kill();
            throw new ServiceException("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    private static ProcessBuilder inItsOwnSession(ProcessBuilder program) {
        List<String> command = new ArrayList<>();
        if (Executables.find("setsid").isPresent()) {
            command.add("setsid");
        } else {
            // macOS has no setsid, but has Perl.
            command.addAll(List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV"));
        }
        command.addAll(program.command());
        return program.command(command);
    }

    private void awaitReady(Probe probe, Duration timeout, Map<Integer, String> exitMessages) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Exception last = null;
        while (System.nanoTime() < deadline) {
            if (!isRunning()) {
                String message = exitMessages.get(exitCode());
                throw new ServiceException(
                        message != null ? message : name + " exited during startup." + log.tail(), last);
            }
            try {
                if (probe.answers()) {
                    ready = true;
                    return;
                }
            } catch (ServiceException e) {
                throw e;
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new ServiceException(name + " did not become ready within " + timeout.toSeconds() + " s." + log.tail(),
                last);
    }

    /** The exit code of a program that has exited; -1 if it was stopped. */
    private synchronized int exitCode() {
        return process == null ? -1 : process.exitValue();
    }

    /** Rotates the log file if it is too large; call it periodically while the program runs. */
    public void rotateLog() {
        log.rotateIfLarge();
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /**
     * Stops the program, and kills it after a timeout; does nothing if it is not running.
     *
     * @return false if it had to be killed
     */
    public boolean stop() {
        // One that is still starting may not listen, and has nothing to finish.
        return stop(ready ? Processes.STOP_TIMEOUT : STARTING_STOP_TIMEOUT);
    }

    synchronized boolean stop(Duration timeout) {
        if (process == null) {
            return true;
        }
        boolean stopped = Processes.stop(process.toHandle(), stopSignal, timeout);
        process = null;
        return stopped;
    }

    /** Kills the program and its children. */
    public synchronized void kill() {
        if (process != null) {
            Processes.kill(process.toHandle());
            process = null;
        }
    }
}
