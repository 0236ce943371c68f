package dev.headrace.edge.cache;

import dev.headrace.edge.http.Audience;

/**
 * A key of the near cache.
 *
 * @param audience part of the key, so that content is never shared between audiences
 * @param name the Redis key, for values read from Redis
 * @param overlay the id of the active overlay if the value may come from it, else empty; part of the key, so that nothing that
 *     was read before is used when the overlay begins
 */
public record CacheKey(Audience audience, String name, String overlay) {

    public CacheKey(Audience audience, String name) {
        this(audience, name, "");
    }

    public static CacheKey shared(String name) {
        return new CacheKey(Audience.PUBLIC, name);
    }
}
