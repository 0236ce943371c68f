package dev.headrace.edge.index;

/**
 * Settings of the list index.
 *
 * @param dataDirectory exclusive to this edge; empty: a temporary directory, so that the index is rebuilt at each start
 */
public record IndexSettings(String dataDirectory) {}
