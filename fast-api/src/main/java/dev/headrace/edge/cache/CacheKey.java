package dev.headrace.edge.cache;

import dev.headrace.edge.http.Audience;

/**
 * What the near cache keeps something under.
 *
 * @param audience whom it was made for, so that one audience never finds what was made for another
 * @param name the Redis key, for values that are read from Redis
 */
public record CacheKey(Audience audience, String name) {

    public static CacheKey shared(String name) {
        return new CacheKey(Audience.PUBLIC, name);
    }
}
