package dev.headrace.edge.cache;

/**
 * A value that was read.
 *
 * @param stale whether it was cached before Redis became unavailable or lost its contents
 */
public record Reading<T>(T value, boolean stale) {}
