package dev.headrace.admin.web;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The id of the request that the current thread answers. The log prints it with each line. */
public final class RequestId {

    private static final String KEY = "requestId";

    private RequestId() {}

    /** The current id; null outside of a request. */
    public static @Nullable String current() {
        return MDC.get(KEY);
    }

    /** Runs under an id until the result is closed, which restores the one before; null for none. */
    public static Scope use(@Nullable String id) {
        String previous = current();
        set(id);
        return () -> set(previous);
    }

    private static void set(@Nullable String id) {
        if (id == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, id);
        }
    }

    /** The time during which an id is current. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
