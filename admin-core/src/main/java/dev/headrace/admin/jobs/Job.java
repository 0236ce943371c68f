package dev.headrace.admin.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job as people and programs see it.
 *
 * @param total how many items there are; null while that is unknown
 * @param done how many items are processed
 * @param failures how many items could not be processed
 * @param error why the job failed, or why it will be retried; null if nothing went wrong
 * @param requestedBy the email address of the person who started it
 */
public record Job(UUID id, String kind, State state, Priority priority, Instant dueAt, @Nullable Long total, long done,
        long failures, @Nullable JsonNode result, @Nullable String error, boolean cancelRequested, String requestedBy,
        Instant createdAt, @Nullable Instant startedAt, @Nullable Instant finishedAt, Instant updatedAt) {

    /** What a job is doing. */
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

    /** How much is done, from 0 to 100; null while the total is unknown. */
    public @Nullable Integer percent() {
        return total == null ? null : total == 0 ? 100 : (int) Math.min(100, done * 100 / total);
    }
}
