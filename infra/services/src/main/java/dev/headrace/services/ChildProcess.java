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
 * A program that runs beside this JVM: its output goes to a log file, and its pid to a file by which the folder's next
 * owner finds it, should this JVM be killed.
 *
 * <p>It has a session of its own, so that Ctrl-C in a terminal reaches this JVM alone, which then stops its children in
 * the right order.
 */
public final class ChildProcess {

    private static final Duration POLL = Duration.ofMillis(25);

    /** How a program is asked to end. */
    public enum StopSignal {
        TERM, INT
    }

    /** Asks whether the program answers. */
    @FunctionalInterface
    public interface Probe {
        /**
         * False, or any exception but a {@link ServiceException}, says "not yet".
         *
         * @throws ServiceException if waiting longer is of no use
         */
        boolean answers() throws Exception;
    }

    private final String name;
    private final StopSignal stopSignal;
    private final LogFile log;
    private final Path pidFile;
    private @Nullable Process process;

    /** @param name what people call it; in lower case, the name of its files */
    public ChildProcess(String name, DataFolder folder, StopSignal stopSignal) {
        String stem = name.toLowerCase(Locale.ROOT);
        this.name = name;
        this.stopSignal = stopSignal;
        this.log = new LogFile(folder.subfolder("logs").resolve(stem + ".log"));
        this.pidFile = folder.subfolder(DataFolder.RUN).resolve(stem + ".pid");
    }

    /**
     * Starts the program and waits until it answers, unless it is stopped meanwhile.
     *
     * @throws ServiceException with the last lines of its output, if it ends or does not answer in time
     */
    public void start(ProcessBuilder program, Probe probe, Duration patience) {
        start(program, probe, patience, Map.of());
    }

    /**
     * The same, for a program whose exit code may say why it ended.
     *
     * @param refusals exit codes, and the sentence that each stands for
     */
    public void start(ProcessBuilder program, Probe probe, Duration patience, Map<Integer, String> refusals) {
        launch(program);
        try {
            awaitAnswer(probe, patience, refusals);
        } catch (RuntimeException e) {
            kill();
            throw e;
        }
    }

    private synchronized void launch(ProcessBuilder program) {
        try {
            log.begin();
            process = inItsOwnSession(program).redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile())).start();
            PidFile.write(pidFile, process.toHandle(), stopSignal);
        } catch (IOException | UncheckedIOException e) {
            kill();
            throw new ServiceException(name + " cannot be started: " + e.getMessage(), e);
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

    private void awaitAnswer(Probe probe, Duration patience, Map<Integer, String> refusals) {
        long deadline = System.nanoTime() + patience.toNanos();
        Exception last = null;
        while (System.nanoTime() < deadline) {
            if (!isRunning()) {
                String refusal = refusals.get(exitCode());
                throw new ServiceException(
                        refusal != null ? refusal : name + " ended while it started." + log.tail(), last);
            }
            try {
                if (probe.answers()) {
                    return;
                }
            } catch (ServiceException e) {
                throw e;
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new ServiceException(name + " did not answer within " + patience.toSeconds() + " s." + log.tail(), last);
    }

    /** Of a program that has ended; -1 for one that was stopped. */
    private synchronized int exitCode() {
        return process == null ? -1 : process.exitValue();
    }

    /** Keeps the log file from growing without end; to be called now and then while the program runs. */
    public void boundLog() {
        log.bound();
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /**
     * Asks the program to end, waits, and ends it at once if it does not; does nothing if it does not run.
     *
     * @return whether it ended by itself
     */
    public boolean stop() {
        return stop(Processes.STOP_PATIENCE);
    }

    synchronized boolean stop(Duration patience) {
        if (process == null) {
            return true;
        }
        boolean heeded = Processes.stop(process.toHandle(), stopSignal, patience);
        process = null;
        return heeded;
    }

    /** Ends the program and its children at once. */
    public synchronized void kill() {
        if (process != null) {
            Processes.kill(process.toHandle());
            process = null;
        }
    }
}
