package dev.headrace.admin.interactions;

import java.util.UUID;

/**
 * A settled tally of an entry.
 *
 * @param metric see {@link dev.headrace.model.Metric}
 * @param version increases with each change
 */
record Tally(UUID entryId, String metric, long value, long version) {}
