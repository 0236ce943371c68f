package dev.headrace.edge.index;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The search result for one page.
 *
 * @param total number of documents in the whole list
 * @param next end of this page; null if it is the last page
 */
public record Hits(List<UUID> ids, int total, @Nullable SortPosition next) {}
