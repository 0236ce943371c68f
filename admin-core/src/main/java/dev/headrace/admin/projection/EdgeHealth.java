package dev.headrace.admin.projection;

import dev.headrace.admin.web.Total;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The projection backlog and the running edges.
 *
 * @param edges the number of running edges; null if Redis is unavailable
 * @param redisError why Redis is unavailable; null if it is available
 * @param waiting documents to be rendered, without those that are not marked yet
 * @param oldest how long the oldest of them has been waiting
 * @param failing the number of them whose last attempt failed
 * @param lastError the error of one of them; null if none failed
 * @param marking types and entries whose documents are still being marked
 */
public record EdgeHealth(@Nullable Integer edges, @Nullable String redisError, Total waiting, Duration oldest,
        Total failing, @Nullable String lastError, long marking) {}
