package dev.headrace.edge.redis;

import org.jspecify.annotations.Nullable;

/** Redis is unavailable. It is a state, not a fault, and so has no stack trace. */
public final class RedisUnavailableException extends RuntimeException {

    RedisUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
