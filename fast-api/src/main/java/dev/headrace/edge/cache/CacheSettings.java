package dev.headrace.edge.cache;

import java.time.Duration;

/**
 * How much the edge keeps in memory, and for how long.
 *
 * @param bytes the most that the near cache holds
 * @param maxAge after this, content is loaded again although Redis told of no change
 * @param absenceMaxAge the same for keys that were absent
 * @param staleMaxAge how old content may be that is served while Redis is unavailable
 */
public record CacheSettings(long bytes, Duration maxAge, Duration absenceMaxAge, Duration staleMaxAge) {}
