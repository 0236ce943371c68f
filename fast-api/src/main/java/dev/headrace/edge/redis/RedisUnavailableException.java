package dev.headrace.edge.redis;

import org.jspecify.annotations.Nullable;

/** Redis is unavailable. Has no stack trace, because it is an expected state. */
public final class RedisUnavailableException extends RuntimeException {

    RedisUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
