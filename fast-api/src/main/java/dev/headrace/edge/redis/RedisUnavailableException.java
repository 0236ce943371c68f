package dev.headrace.edge.redis;

import org.jspecify.annotations.Nullable;

/** Redis cannot be asked now. It is a state, not a fault, and so has no stack trace. */
public final class RedisUnavailableException extends RuntimeException {

    RedisUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
