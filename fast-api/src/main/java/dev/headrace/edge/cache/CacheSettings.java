package dev.headrace.edge.cache;

import java.time.Duration;

/**
 * Size of the near cache and lifetimes of its entries.
 *
 * @param bytes maximum size of the near cache
 * @param maxAge content is reloaded after this time even without an invalidation
 * @param absenceMaxAge the same for keys that were absent
 * @param staleMaxAge maximum age of content served while Redis is unavailable
 */
public record CacheSettings(long bytes, Duration maxAge, Duration absenceMaxAge, Duration staleMaxAge) {}
