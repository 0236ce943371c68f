package dev.headrace.edge.limit;

/**
 * A rate limit.
 *
 * @param perSecond sustained rate; 0 means unlimited
 * @param burst maximum burst size
 */
public record Rate(int perSecond, int burst) {}
