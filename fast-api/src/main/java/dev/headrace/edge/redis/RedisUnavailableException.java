package dev.headrace.edge.redis;

import org.jspecify.annotations.Nullable;

/** Redis, or a value that it has lost, is unavailable. Has no stack trace, because it is an expected state. */
public final class RedisUnavailableException extends RuntimeException {

    private final boolean hasLostContents;

    RedisUnavailableException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private RedisUnavailableException(String message, @Nullable Throwable cause, boolean hasLostContents) {
        super(message, cause, false, false);
        this.hasLostContents = hasLostContents;
    }

    /** The key has no value, but it may be one of those that Redis has lost, see {@link Contents}. */
    static RedisUnavailableException notRestored(String key) {
        return new RedisUnavailableException(key + " may not have been restored yet", null, true);
    }

    /** Whether Redis responds, but has lost contents that are being restored. */
    public boolean hasLostContents() {
        return hasLostContents;
    }
}
