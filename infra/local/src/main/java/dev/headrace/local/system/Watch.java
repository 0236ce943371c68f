package dev.headrace.local.system;

import dev.headrace.services.Server;
import dev.headrace.services.ServiceException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Starts servers again that ended by themselves, the more slowly the more often that happens to one. */
final class Watch {

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    /** A server that ran as long has recovered. */
    private static final Duration STABLE = Duration.ofMinutes(1);

    private final LocalSystem system;
    private final PrintWriter out;
    private final Map<Server, Fall> falls = new HashMap<>();

    /** The last time that a server was started again, and how long that was waited for. */
    private record Fall(long startedNanos, Duration delay) {}

    Watch(LocalSystem system, PrintWriter out) {
        this.system = system;
        this.out = out;
    }

    /** Returns when the system is being stopped. */
    void run() {
        while (!system.isStopping()) {
            system.servers().stream().filter(server -> !server.isRunning()).forEach(this::startAgain);
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    private void startAgain(Server server) {
        Duration delay = delay(server);
        if (system.isStopping()) {
            return;
        }
        out.println(server.name() + " ended; starting it again in " + delay.toSeconds() + " s");
        LockSupport.parkNanos(delay.toNanos());
        try {
            system.start(server);
            out.println(server.name() + " runs again");
        } catch (ServiceException e) {
            if (!system.isStopping()) {
                out.println(e.getMessage());
            }
        }
        falls.put(server, new Fall(System.nanoTime(), delay));
    }

    private Duration delay(Server server) {
        Fall last = falls.get(server);
        if (last == null || System.nanoTime() - last.startedNanos() > STABLE.toNanos()) {
            return FIRST_DELAY;
        }
        Duration doubled = last.delay().multipliedBy(2);
        return doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
    }
}
