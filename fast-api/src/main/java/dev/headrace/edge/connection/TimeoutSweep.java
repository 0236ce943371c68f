package dev.headrace.edge.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.XnioIoThread;

/**
 * Enforces the timeouts of all connections of one I/O thread, and is their clock. Checking each connection four times a
 * second costs less than a timer per request, and requests do not read a clock. Used only on its thread.
 */
final class TimeoutSweep implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(TimeoutSweep.class);
    private static final int INTERVAL_MILLIS = 250;
    // Pauses of the server do not count: its clients may have sent something that it has not read yet.
    private static final long MAX_STEP = 4L * INTERVAL_MILLIS;

    private final List<GuardedConnection> connections = new ArrayList<>();
    private long lastRun = millis();
    private long now;

    void start(XnioIoThread thread) {
        var _ = thread.executeAtInterval(this, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** Milliseconds, as of the last run. */
    long now() {
        return now;
    }

    void add(GuardedConnection connection) {
        connections.add(connection);
    }

    @Override
    public void run() {
        long time = millis();
        now += Math.min(time - lastRun, MAX_STEP);
        lastRun = time;
        for (int i = connections.size() - 1; i >= 0; i--) {
            if (!isOpen(connections.get(i))) {
                GuardedConnection last = connections.removeLast();
                if (i < connections.size()) {
                    connections.set(i, last);
                }
            }
        }
    }

    private static boolean isOpen(GuardedConnection connection) {
        try {
            return connection.isStillOpen();
        } catch (RuntimeException | Error e) {
            // One connection must not keep the timeouts of the others from being enforced.
            LOG.error("A connection is closed, because its timeouts cannot be enforced", e);
            connection.close();
            return false;
        }
    }
}
