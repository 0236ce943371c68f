package dev.headrace.admin.interactions;

import java.util.UUID;

/**
 * A settled count of an entry.
 *
 * @param metric see {@link dev.headrace.model.Metric}
 * @param version the later of two values has the higher one
 */
record Tally(UUID entryId, String metric, long value, long version) {}
