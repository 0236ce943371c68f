package dev.headrace.edge.connection;

import java.time.Duration;

/** The timeouts of a connection, in milliseconds. */
record Timeouts(long head, long body, long response, long idle, long answer, int minBytesPerSecond) {

    /** How long a transfer may be slower than the minimum rate. */
    private static final long GRACE = 5_000;
    private static final long SECOND = 1_000;

    static Timeouts of(ConnectionSettings settings) {
        return new Timeouts(millis(settings.head()), millis(settings.body()), millis(settings.response()),
                millis(settings.idle()), millis(settings.answer()), settings.minBytesPerSecond());
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }

    /** Shorter timeouts, so that connections that wait for their clients make room for others. */
    Timeouts nearLimit() {
        return new Timeouts(Math.min(head, GRACE), Math.min(body, GRACE), Math.min(response, GRACE),
                Math.min(idle, GRACE), answer, minBytesPerSecond);
    }

    boolean isOverForBody(long elapsed, long bytes) {
        return isOver(body, elapsed, bytes);
    }

    boolean isOverForResponse(long elapsed, long bytes) {
        return isOver(response, elapsed, bytes);
    }

    private boolean isOver(long total, long elapsed, long bytes) {
        return elapsed > total
                || (minBytesPerSecond > 0 && elapsed > GRACE + bytes * SECOND / minBytesPerSecond);
    }
}
