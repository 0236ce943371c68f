package dev.headrace.edge.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioIoThread;

/**
 * Enforces the deadlines of all connections of one I/O thread, and is their clock. Looking at each connection four times a
 * second costs less than a timer per connection, and requests need not read a clock. Used only on its thread.
 */
final class Watch implements Runnable {

    private static final int INTERVAL_MILLIS = 250;
    // A clock that stands still while the thread is busy elsewhere: clients do not pay for pauses of the server.
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
            if (!connections.get(i).isStillOpen()) {
                GuardedConnection last = connections.removeLast();
                if (i < connections.size()) {
                    connections.set(i, last);
                }
            }
        }
    }
}
