package dev.headrace.edge.cache;

/**
 * A value that was read.
 *
 * @param stale whether it was cached before Redis became unavailable
 */
public record Reading<T>(T value, boolean stale) {}
