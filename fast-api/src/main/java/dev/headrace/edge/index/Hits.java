package dev.headrace.edge.index;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an index has found for a page.
 *
 * @param total how many documents the whole list has
 * @param next where this page ends, if there is another one
 */
public record Hits(List<UUID> ids, int total, @Nullable SortPosition next) {}
