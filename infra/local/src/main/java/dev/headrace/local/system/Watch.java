package dev.headrace.local.system;

import dev.headrace.services.Server;
import dev.headrace.services.ServiceException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Restarts servers that exit unexpectedly, with exponential backoff, kills those that no longer answer, and rotates
 * their logs. Each server has its own thread, so one that fails to start does not delay the others.
 */
final class Watch {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_DELAY = Duration.ofSeconds(30);
    /** Uptime after which the backoff is reset. */
    private static final Duration STABLE = Duration.ofMinutes(1);
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(5);
    /** Probes in a row without an answer: up to a minute, because servers of a busy machine may need seconds. */
    private static final int MAX_SILENT_PROBES = 6;

    private final LocalSystem system;
    private final PrintWriter out;
    private final Clock clock;
    private final Duration probeInterval;

    Watch(LocalSystem system, PrintWriter out, Clock clock) {
        this(system, out, clock, PROBE_INTERVAL);
    }

    Watch(LocalSystem system, PrintWriter out, Clock clock, Duration probeInterval) {
        this.system = system;
        this.out = out;
        this.clock = clock;
        this.probeInterval = probeInterval;
    }

    /** Counts the probes that a server has not answered. */
    private final class Probes {

        private final Server server;
        private long last = System.nanoTime();
        private int silent;

        private Probes(Server server) {
            this.server = server;
        }

        /** Probes the server if it is time to. */
        private boolean isHung() {
            if (System.nanoTime() - last >= probeInterval.toNanos()) {
                silent = server.answers() ? 0 : silent + 1;
                last = System.nanoTime();
            }
            return silent >= MAX_SILENT_PROBES;
        }
    }

    /** Returns when the system is stopping. */
    void run() {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            system.servers().forEach(server -> threads.execute(() -> watch(server)));
        }
    }

    private void watch(Server server) {
        Duration delay = FIRST_DELAY;
        long started = System.nanoTime();
        Probes probes = new Probes(server);
        while (!system.isStopping()) {
            if (server.isRunning()) {
                rotateLog(server);
                if (probes.isHung()) {
                    kill(server);
                }
            } else {
                delay = System.nanoTime() - started > STABLE.toNanos() ? FIRST_DELAY : delay;
                restart(server, delay);
                started = System.nanoTime();
                delay = longer(delay);
                probes = new Probes(server);
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    private void rotateLog(Server server) {
        try {
            server.rotateLog();
        } catch (RuntimeException | Error e) {
            // For example a full disk; retried at the next interval.
        }
    }

    /** It is restarted like one that exits. */
    private void kill(Server server) {
        print(server.name() + " does not answer; killing it");
        try {
            server.kill();
        } catch (RuntimeException e) {
            // Tried again at the next interval.
            print(String.valueOf(e.getMessage()));
        }
    }

    private void restart(Server server, Duration delay) {
        if (system.isStopping()) {
            return;
        }
        print(server.name() + " exited; restarting in " + delay.toSeconds() + " s");
        LockSupport.parkNanos(delay.toNanos());
        try {
            system.start(server);
            print(server.name() + " restarted");
        } catch (RuntimeException | Error e) {
            if (!system.isStopping()) {
                print(e instanceof ServiceException
                        ? String.valueOf(e.getMessage())
                        : "Cannot start " + server.name() + ": "
                                + (e instanceof UncheckedIOException io ? io.getCause() : e));
            }
        }
    }

    private void print(String message) {
        out.println(LocalDateTime.now(clock).format(TIME) + " " + message);
    }

    private static Duration longer(Duration delay) {
        Duration doubled = delay.multipliedBy(2);
        return doubled.compareTo(MAX_DELAY) < 0 ? doubled : MAX_DELAY;
    }
}
