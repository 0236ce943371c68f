package dev.headrace.admin.publishing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far the edge is behind, and who serves it.
 *
 * @param edges how many edges run; null if Redis does not answer
 * @param redisTrouble why Redis does not answer; null: it does
 * @param waiting documents that are not yet in Redis as they should be
 * @param oldest for how long the first of them has been waiting
 * @param failing those of them that were tried without success
 * @param lastError why; null: none failed
 */
public record EdgeHealth(@Nullable Integer edges, @Nullable String redisTrouble, long waiting, Duration oldest,
        long failing, @Nullable String lastError) {}
