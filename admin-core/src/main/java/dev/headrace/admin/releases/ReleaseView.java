package dev.headrace.admin.releases;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A release as API and pages show it.
 *
 * @param version its entity tag, without quotes
 * @param entries number of its entries, counted per locale
 * @param schedule when it will be published; null if that is not scheduled
 * @param problem why the last attempt to publish it at its time, or to roll it back, failed
 * @param liveAt when edges were told to serve it
 * @param rollbackUntil until when it can be rolled back; null if it cannot
 * @param receipt null until it is published
 * @param documents null unless it is going live or being rolled back
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReleaseView(UUID id, String name, Release.State state, int version, int entries, @Nullable Schedule schedule,
        @Nullable String problem, Instant createdAt, String createdBy, Instant updatedAt, String updatedBy,
        @Nullable Instant publishedAt, @Nullable String publishedBy, @Nullable Instant liveAt,
        @Nullable Instant returnedAt, @Nullable Instant rollbackUntil, ReleaseProgress.@Nullable Receipt receipt,
        ReleaseProgress.@Nullable Documents documents) {

    /** The time at which a release will be published, and who scheduled it. */
    record Schedule(Instant at, String zone, String requestedBy) {}
}
