package dev.headrace.edge.lists;

/**
 * Where lists are kept.
 *
 * @param dataDirectory of this edge alone; empty: a temporary one, so that the index is built again at each start
 */
public record ListSettings(String dataDirectory) {}
