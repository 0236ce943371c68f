package dev.headrace.model;

/**
 * An event and the time at which Redis accepted it.
 *
 * @param clock microseconds since 1970, increasing within a partition
 */
public record ClockedEvent(long clock, InteractionEvent event) {}
