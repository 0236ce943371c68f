package dev.headrace.edge.connection;

import java.time.Duration;

/** For how many milliseconds clients are waited for. */
record Patience(long head, long body, long response, long idle, int minBytesPerSecond) {

    /** Clients may be slower than the minimum rate for this long; longer than any work of the edge itself. */
    private static final long GRACE = 5_000;
    private static final long SECOND = 1_000;

    static Patience of(ConnectionSettings settings) {
        return new Patience(millis(settings.head()), millis(settings.body()), millis(settings.response()),
                millis(settings.idle()), settings.minBytesPerSecond());
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }

    /** When most connections are in use: those that wait longer than the grace period make room for others. */
    Patience whenCrowded() {
        return new Patience(Math.min(head, GRACE), Math.min(body, GRACE), Math.min(response, GRACE),
                Math.min(idle, GRACE), minBytesPerSecond);
    }

    boolean endsForBody(long elapsed, long bytes) {
        return endsForTransfer(body, elapsed, bytes);
    }

    boolean endsForResponse(long elapsed, long bytes) {
        return endsForTransfer(response, elapsed, bytes);
    }

    private boolean endsForTransfer(long total, long elapsed, long bytes) {
        return elapsed > total
                || (minBytesPerSecond > 0 && elapsed > GRACE + bytes * SECOND / minBytesPerSecond);
    }
}
