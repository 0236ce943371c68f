package dev.headrace.model;

/**
 * An interaction and the time at which Redis accepted it.
 *
 * @param clock microseconds since 1970, growing within a partition
 */
public record ClockedInteraction(long clock, Interaction interaction) {}
