package dev.headrace.services;

import dev.headrace.services.ChildProcess.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Ends of processes. */
final class Processes {

    private static final Duration POLL = Duration.ofMillis(25);
    /** More than the servers themselves take at most, such as the core for requests that are under way. */
    static final Duration STOP_PATIENCE = Duration.ofSeconds(45);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

    private Processes() {}

    /** Asks the process to end, waits, and ends it at once if it does not; whether it ended by itself. */
    static boolean stop(ProcessHandle process, StopSignal signal, Duration patience) {
        if (!process.isAlive()) {
            return true;
        }
        switch (signal) {
            case TERM -> process.destroy();
            case INT -> interrupt(process);
        }
        if (ends(process, patience)) {
            return true;
        }
        kill(process);
        return false;
    }

    private static void interrupt(ProcessHandle process) {
        try {
            // The shell's own kill: not every machine has the program.
            new ProcessBuilder("sh", "-c", "kill -INT \"$0\"", Long.toString(process.pid())).start();
        } catch (IOException e) {
            throw new ServiceException("Process " + process.pid() + " cannot be signalled: " + e.getMessage(), e);
        }
    }

    /** Ends the process and its children at once. */
    static void kill(ProcessHandle process) {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        family.addFirst(process);
        family.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle member : family) {
            if (!ends(member, KILL_PATIENCE)) {
                throw new ServiceException("Process " + member.pid() + " cannot be ended.");
            }
        }
    }

    private static boolean ends(ProcessHandle process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        return !process.isAlive();
    }
}
