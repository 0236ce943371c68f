package dev.headrace.edge.redis;

import io.lettuce.core.RedisURI;
import java.net.URI;
import java.util.Optional;

/** Where Redis is and how to sign in there. There may be a password in it, so no message shows any part of it. */
public final class RedisAddress {

    private final String url;

    private RedisAddress(String url) {
        this.url = url;
    }

    /** @param url such as {@code redis://:password@host:6379/0} or {@code rediss://host}; empty if it is not like that */
    public static Optional<RedisAddress> parse(String url) {
        try {
            return hasHost(url) ? Optional.of(new RedisAddress(url)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // Its message has the URL in it.
            return Optional.empty();
        }
    }

    /** A password with a {@code #} or {@code ?} in it swallows the host, and Lettuce says nothing. */
    private static boolean hasHost(String url) {
        RedisURI uri = RedisURI.create(url);
        return URI.create(url).getHost() != null || uri.getSocket() != null || !uri.getSentinels().isEmpty();
    }

    /** A new one on each call, for the caller to complete. */
    RedisURI uri() {
        return RedisURI.create(url);
    }
}
