package dev.headrace.edge.redis;

import io.lettuce.core.RedisURI;
import java.net.URI;
import java.util.Optional;

/** Address and credentials of Redis. Error messages never show any part of it, because it may contain a password. */
public final class RedisAddress {

    private final String url;

    private RedisAddress(String url) {
        this.url = url;
    }

    /** @param url such as {@code redis://:password@host:6379/0} or {@code rediss://host}; empty if it is not valid */
    public static Optional<RedisAddress> parse(String url) {
        try {
            return hasHost(url) ? Optional.of(new RedisAddress(url)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // Not rethrown: its message contains the URL.
            return Optional.empty();
        }
    }

    /** A {@code #} or {@code ?} in a password hides the host, which Lettuce does not report. */
    private static boolean hasHost(String url) {
        RedisURI uri = RedisURI.create(url);
        return URI.create(url).getHost() != null || uri.getSocket() != null || !uri.getSentinels().isEmpty();
    }

    /** A new instance on each call, which the caller may modify. */
    RedisURI uri() {
        return RedisURI.create(url);
    }
}
