package dev.headrace.edge.cache;

/**
 * Something that was read.
 *
 * @param stale whether it was kept from before Redis became unavailable
 */
public record Reading<T>(T value, boolean stale) {}
