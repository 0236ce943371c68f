package dev.headrace.local.system;

import dev.headrace.services.Server;
import dev.headrace.services.ServiceException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Restarts servers that exit unexpectedly, with exponential backoff, and rotates their logs. Each server has its own
 * thread, so one that fails to start does not delay the others.
 */
final class Watch {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_DELAY = Duration.ofSeconds(30);
    /** Uptime after which the backoff is reset. */
    private static final Duration STABLE = Duration.ofMinutes(1);

    private final LocalSystem system;
    private final PrintWriter out;
    private final Clock clock;

    Watch(LocalSystem system, PrintWriter out, Clock clock) {
        this.system = system;
        this.out = out;
        this.clock = clock;
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
        while (!system.isStopping()) {
            if (server.isRunning()) {
                rotateLog(server);
            } else {
                delay = System.nanoTime() - started > STABLE.toNanos() ? FIRST_DELAY : delay;
                restart(server, delay);
                started = System.nanoTime();
                delay = longer(delay);
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
                print(
                        e instanceof ServiceException
                                ? String.valueOf(e.getMessage())
                                : "Cannot start " + server.name() + ": " + e);
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
