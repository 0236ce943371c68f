package dev.headrace.edge.limit;

/**
 * How much a client may do.
 *
 * @param perSecond in the long run; 0 means without limit
 * @param burst how much at once, after a pause
 */
public record Rate(int perSecond, int burst) {}
