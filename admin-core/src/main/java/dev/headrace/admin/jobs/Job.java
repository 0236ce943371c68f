package dev.headrace.admin.jobs;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * State of a job, for API and pages.
 *
 * @param about what it does to what, for lists; null if the kind is enough
 * @param total number of items; null while unknown
 * @param done number of processed items
 * @param failures number of failed items
 * @param error why the job failed or will be retried; null if there was no error
 * @param requestedBy the email address of the person who started it
 */
public record Job(UUID id, String kind, @Nullable String about, State state, Priority priority, Instant dueAt,
        @Nullable Long total, long done,
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

    /** The kind in words: {@code model-change} is "Model change". */
    public String label() {
        return label(kind);
    }

    static String label(String kind) {
        return Character.toUpperCase(kind.charAt(0)) + kind.substring(1).replace('-', ' ');
    }

    /** Whether it has ended, but some of its items failed. */
    public boolean incomplete() {
        return state == State.succeeded && failures > 0;
    }

    /** The result in words, failures last, if it consists of numbers by name; null otherwise. */
    public @Nullable String resultInWords() {
        return result != null && result.isObject() && !result.isEmpty()
                && result.valueStream().allMatch(JsonNode::isIntegralNumber)
                        ? result.properties().stream()
                                .sorted(Comparator.comparing(count -> count.getKey().equals("failed")))
                                .map(count -> String.format(Locale.ROOT, "%,d %s",
                                        count.getValue().longValue(), count.getKey()))
                                .collect(Collectors.joining(", "))
                        : null;
    }

    /** Progress from 0 to 100; null while the total is unknown. */
    public @Nullable Integer percent() {
        return total == null ? null : total == 0 ? 100 : (int) Math.min(100, done * 100 / total);
    }
}
