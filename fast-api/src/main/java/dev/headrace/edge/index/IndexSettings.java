package dev.headrace.edge.index;

/**
 * Where lists are kept.
 *
 * @param dataDirectory of this edge alone; empty: a temporary one, so that the index is built again at each start
 */
public record IndexSettings(String dataDirectory) {}
