package dev.headrace.admin.publishing;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far one publication of a variant, or its withdrawal, has got.
 *
 * @param projection the version of the mark that it set
 * @param action {@code publish} or {@code unpublish}
 * @param version the variant's version
 * @param renderedAt null until it is rendered
 * @param storedAt when it was in Redis; null until then
 * @param seenAt when all running edges had read it; null until then, or if no edge runs
 * @param edges how many edges were running then
 * @param dependents how many documents that refer to it have been marked so far
 */
public record Receipt(UUID entryId, String locale, long projection, String action, int version,
        OffsetDateTime requestedAt, @Nullable OffsetDateTime renderedAt, @Nullable OffsetDateTime storedAt,
        @Nullable OffsetDateTime seenAt, @Nullable Integer edges, int dependents) {

    /** Whether it will not change any more, but for the dependents. */
    public boolean complete() {
        return seenAt != null || (storedAt != null && edges != null && edges == 0);
    }

    /** From the request until the edges had read it, or else until it was in Redis; null before that. */
    public @Nullable Long millis() {
        OffsetDateTime end = seenAt != null ? seenAt : storedAt;
        return end == null ? null : Duration.between(requestedAt, end).toMillis();
    }
}
