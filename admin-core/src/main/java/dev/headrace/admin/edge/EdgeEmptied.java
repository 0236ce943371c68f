package dev.headrace.admin.edge;

/**
 * Redis holds nothing, or not all, of what it should: whoever keeps state there writes all of it again before the call
 * returns.
 */
public record EdgeEmptied() {}
