package dev.headrace.edge.redis;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells from the failure of a command whether Redis is unavailable, or only rejects the command. */
final class RedisErrors {

    /** Error codes for which Redis counts as unavailable. */
    private static final Set<String> UNAVAILABLE = Set.of("LOADING", "OOM", "READONLY", "MISCONF", "BUSY", "NOREPLICAS",
            "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN");

    /** Error codes after which the connection is dropped: a new one may reach another server or a recovered one. */
    private static final Set<String> UNUSABLE = Set.of("LOADING", "READONLY", "MASTERDOWN");

    /** Before 7.0, Redis wraps errors in scripts: {@code ERR Error running script (…): …: 52: -OOM command …}. */
    private static final Pattern ERROR_CODE = Pattern
            .compile("(?:ERR Error running script .*? -)?([A-Z]+)\\b.*", Pattern.DOTALL);

    private RedisErrors() {}

    /** {@link RedisUnavailableException} or, if Redis has rejected the command for another reason, its error. */
    static RuntimeException translate(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        if (cause instanceof RedisCommandExecutionException error
                && !isUnavailable(String.valueOf(error.getMessage()))) {
            return error;
        }
        return new RedisUnavailableException("Redis does not respond: " + cause.getMessage(), cause);
    }

    /** Whether an error message of Redis means that it is unavailable. */
    static boolean isUnavailable(String message) {
        return UNAVAILABLE.contains(errorCode(message));
    }

    /** Whether the connection is of no use after a failure. */
    static boolean isUnusable(Throwable failure) {
        return UNUSABLE.contains(errorCode(String.valueOf(failure.getMessage())));
    }

    private static String errorCode(String message) {
        Matcher matcher = ERROR_CODE.matcher(message);
        return matcher.matches() ? matcher.group(1) : "";
    }
}
