package dev.headrace.edge.index;

import java.time.Duration;

/**
 * Settings of the list index.
 *
 * @param dataDirectory exclusive to this edge; empty: a temporary directory, so that the index is rebuilt at each start
 * @param changesKept how long the journal keeps changes
 */
public record IndexSettings(String dataDirectory, Duration changesKept) {}
