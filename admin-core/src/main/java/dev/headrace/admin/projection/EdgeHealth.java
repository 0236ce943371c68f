package dev.headrace.admin.projection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far Redis is behind the database, and how many edges run.
 *
 * @param edges null if Redis is unavailable
 * @param redisTrouble why Redis is unavailable; null if it answers
 * @param waiting documents that must be rendered, without those that are not marked yet
 * @param oldest how long the first of them has been waiting
 * @param failing those of them whose last attempt failed
 * @param lastError why one of them failed; null if none did
 * @param marking types and entries whose documents are still being marked
 */
public record EdgeHealth(@Nullable Integer edges, @Nullable String redisTrouble, long waiting, Duration oldest,
        long failing, @Nullable String lastError, long marking) {}
