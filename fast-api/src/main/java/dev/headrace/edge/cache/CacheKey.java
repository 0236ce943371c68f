package dev.headrace.edge.cache;

import dev.headrace.edge.http.Audience;

/**
 * A key of the near cache.
 *
 * @param audience part of the key, so that content is never shared between audiences
 * @param name the Redis key, for values read from Redis
 */
public record CacheKey(Audience audience, String name) {

    public static CacheKey shared(String name) {
        return new CacheKey(Audience.PUBLIC, name);
    }
}
