package dev.headrace.admin.edge;

/**
 * Redis has lost some or all of its contents: each listener writes all of its state again before the call
 * returns.
 */
public record EdgeEmptied() {}
