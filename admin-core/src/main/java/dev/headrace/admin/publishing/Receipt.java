package dev.headrace.admin.publishing;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Progress of publishing or unpublishing a variant.
 *
 * @param projection the version of its mark
 * @param action what it reports on
 * @param version the variant's version
 * @param renderedAt null until rendered
 * @param storedAt null until stored in Redis
 * @param seenAt when all running edges had read it; null before that, or if no edge is running
 * @param edges number of running edges at that time
 * @param dependents number of documents marked so far because they refer to it
 */
record Receipt(UUID entryId, String locale, long projection, ReceiptAction action, int version,
        OffsetDateTime requestedAt, @Nullable OffsetDateTime renderedAt, @Nullable OffsetDateTime storedAt,
        @Nullable OffsetDateTime seenAt, @Nullable Integer edges, int dependents) {

    /** Whether it is final, except for the dependents. */
    public boolean complete() {
        return seenAt != null || (storedAt != null && edges != null && edges == 0);
    }

    /** Time from the request until the edges had read it, or else until it was in Redis; null before that. */
    public @Nullable Long millis() {
        OffsetDateTime end = seenAt != null ? seenAt : storedAt;
        return end == null ? null : Duration.between(requestedAt, end).toMillis();
    }
}
