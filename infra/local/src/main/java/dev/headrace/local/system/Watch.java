package dev.headrace.local.system;

import dev.headrace.services.Server;
import dev.headrace.services.ServiceException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts servers again that ended by themselves, the more slowly the more often that happens to one, and keeps their logs
 * within bounds. Each server has a thread of its own, so that one that does not come up keeps no other down.
 */
final class Watch {

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    /** A server that ran as long has recovered. */
    private static final Duration STABLE = Duration.ofMinutes(1);

    private final LocalSystem system;
    private final PrintWriter out;

    Watch(LocalSystem system, PrintWriter out) {
        this.system = system;
        this.out = out;
    }

    /** Returns when the system is being stopped. */
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
                startAgain(server, delay);
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
            // Such as a full disk: no reason to stop watching. It is tried again.
        }
    }

    private void startAgain(Server server, Duration delay) {
        if (system.isStopping()) {
            return;
        }
        out.println(server.name() + " ended; starting it again in " + delay.toSeconds() + " s");
        LockSupport.parkNanos(delay.toNanos());
        try {
            system.start(server);
            out.println(server.name() + " runs again");
        } catch (RuntimeException | Error e) {
            if (!system.isStopping()) {
                out.println(e instanceof ServiceException ? e.getMessage() : server.name() + " does not start: " + e);
            }
        }
    }

    private static Duration longer(Duration delay) {
        Duration doubled = delay.multipliedBy(2);
        return doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
    }
}
