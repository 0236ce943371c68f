package dev.headrace.admin.publishing;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * View of a receipt on the page of an entry.
 *
 * @param failure why the last attempt failed; null if it did not
 * @param age time since the request
 */
record ReceiptProgress(Receipt receipt, @Nullable String failure, Duration age) {

    private static final Duration USUAL = Duration.ofSeconds(20);
    private static final Duration MAX_WATCHED = Duration.ofMinutes(30);

    /** One of the steps. */
    record Step(String label, State state, @Nullable Long millis) {}

    /** State of a step. */
    enum State {
        done, current, open
    }

    /** Stage of the publication. */
    enum Stage {
        /** Not yet in Redis. */
        rendering,
        /** Not yet in Redis, because the last attempt failed. */
        held,
        /** In Redis; not all edges have read it yet. */
        stored,
        /** In Redis, but no edge is running. */
        unserved,
        /** All running edges serve it. */
        live
    }

    static ReceiptProgress of(Receipt receipt, @Nullable String failure, Instant now) {
        return new ReceiptProgress(receipt, failure, Duration.between(receipt.requestedAt().toInstant(), now));
    }

    public Stage stage() {
        if (receipt.seenAt() != null) {
            return Stage.live;
        }
        if (receipt.storedAt() != null) {
            return receipt.complete() ? Stage.unserved : Stage.stored;
        }
        return failure == null ? Stage.rendering : Stage.held;
    }

    public boolean unpublishing() {
        return receipt.action() == ReceiptAction.unpublish;
    }

    /** A document that is removed is not rendered. */
    public List<Step> steps() {
        if (unpublishing()) {
            return List.of(step("Removed from Redis", receipt.storedAt(), receipt.requestedAt()),
                    step("Removed from the edge", receipt.seenAt(), receipt.storedAt()));
        }
        return List.of(step("Rendered", receipt.renderedAt(), receipt.requestedAt()),
                step("In Redis", receipt.storedAt(), receipt.renderedAt()),
                step("Live at the edge", receipt.seenAt(), receipt.storedAt()));
    }

    /** Whether the page should subscribe to changes. */
    public boolean watched() {
        return !receipt.complete() && age.compareTo(MAX_WATCHED) < 0;
    }

    /** Whether the edges take longer than usual. */
    public boolean late() {
        return stage() == Stage.stored && age.compareTo(USUAL) > 0;
    }

    private Step step(String label, @Nullable OffsetDateTime end, @Nullable OffsetDateTime start) {
        if (end != null) {
            return new Step(label, State.done, Duration.between(receipt.requestedAt(), end).toMillis());
        }
        boolean current = start != null && !receipt.complete();
        return new Step(label, current ? State.current : State.open, null);
    }
}
