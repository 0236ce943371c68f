package dev.headrace.edge.http;

import io.undertow.server.HttpServerExchange;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs failed requests, one of a kind each minute, so that requests cannot fill the log. */
final class FailureLog {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int MAX_KINDS = 200;

    private record Kind(long loggedAt, long suppressed) {}

    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /** @param nanos a clock such as {@link System#nanoTime} */
    FailureLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void log(HttpServerExchange exchange, Throwable failure) {
        long suppressed = countOrSuppress(failure);
        if (suppressed >= 0) {
            LOG.error("{} {} failed; {} more requests have failed in the same way since the last such message",
                    exchange.getRequestMethod(), exchange.getRequestPath(), suppressed, failure);
        }
    }

    /** The number of failures of the same kind that were not logged; negative if this one must not be logged either. */
    long countOrSuppress(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        String name = failure.getClass().getName() + (frames.length == 0 ? "" : frames[0]);
        String bounded = kinds.size() < MAX_KINDS || kinds.containsKey(name) ? name : "others";
        long now = nanos.getAsLong();
        long[] logged = {-1};
        kinds.compute(bounded, (_, before) -> {
            if (before != null && now - before.loggedAt < MINUTE) {
                return new Kind(before.loggedAt, before.suppressed + 1);
            }
            logged[0] = before == null ? 0 : before.suppressed;
            return new Kind(now, 0);
        });
        return logged[0];
    }
}
