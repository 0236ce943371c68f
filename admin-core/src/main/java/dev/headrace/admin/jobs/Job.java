package dev.headrace.admin.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * State of a job, for API and pages.
 *
 * @param total number of items; null while unknown
 * @param done number of processed items
 * @param failures number of failed items
 * @param error why the job failed or will be retried; null if there was no error
 * @param requestedBy the email address of the person who started it
 */
public record Job(UUID id, String kind, State state, Priority priority, Instant dueAt, @Nullable Long total, long done,
        long failures, @Nullable JsonNode result, @Nullable String error, boolean cancelRequested, String requestedBy,
        Instant createdAt, @Nullable Instant startedAt, @Nullable Instant finishedAt, Instant updatedAt) {

    /** States of a job. */
    public enum State {
        waiting,
        running,
        succeeded,
        failed,
        cancelled;

        public boolean ended() {
            return this == succeeded || this == failed || this == cancelled;
        }
    }

    /** Progress from 0 to 100; null while the total is unknown. */
    public @Nullable Integer percent() {
        return total == null ? null : total == 0 ? 100 : (int) Math.min(100, done * 100 / total);
    }
}
