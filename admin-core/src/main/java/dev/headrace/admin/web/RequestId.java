package dev.headrace.admin.web;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The id of the current thread's request. Each log line includes it. */
public final class RequestId {

    private static final String KEY = "requestId";

    private RequestId() {}

    /** The current id; null outside of a request. */
    public static @Nullable String current() {
        return MDC.get(KEY);
    }

    /** Sets the id until the result is closed, which restores the previous one; null for none. */
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

    /** Scope of an id. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
