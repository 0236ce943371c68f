package dev.headrace.services;

import dev.headrace.services.ChildProcess.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Stops processes. */
final class Processes {

    private static final Duration POLL = Duration.ofMillis(25);
    /** Longer than any server's own shutdown timeout, such as the core's for requests in flight. */
    static final Duration STOP_TIMEOUT = Duration.ofSeconds(45);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

    private Processes() {}

    /** Stops the process, and kills it after the timeout; returns false if it had to be killed. */
    static boolean stop(ProcessHandle process, StopSignal signal, Duration timeout) {
        if (!process.isAlive()) {
            return true;
        }
        switch (signal) {
            case TERM -> process.destroy();
            case INT -> interrupt(process);
        }
        if (exits(process, timeout)) {
            return true;
        }
        kill(process);
        return false;
    }

    private static void interrupt(ProcessHandle process) {
        try {
            // The shell's built-in kill, because the program is not installed everywhere.
            Environments.program(List.of("sh", "-c", "kill -INT \"$0\"", Long.toString(process.pid()))).start();
        } catch (IOException e) {
            throw new ServiceException("Cannot signal process " + process.pid() + ": " + e.getMessage(), e);
        }
    }

    /** Kills the process and its descendants. */
    static void kill(ProcessHandle process) {
        List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
        tree.addFirst(process);
        tree.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle member : tree) {
            if (!exits(member, KILL_TIMEOUT)) {
                throw new ServiceException("Cannot kill process " + member.pid() + ".");
            }
        }
    }

    private static boolean exits(ProcessHandle process, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        return !process.isAlive();
    }
}
