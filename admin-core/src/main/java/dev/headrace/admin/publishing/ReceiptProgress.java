package dev.headrace.admin.publishing;

import dev.headrace.admin.publishing.Receipts.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as people follow it.
 *
 * @param trouble why it goes no further at present; null: nothing is known to be wrong
 * @param age how long ago it was asked for
 */
record ReceiptProgress(Receipt receipt, @Nullable String trouble, Duration age) {

    private static final Duration PROMPT = Duration.ofSeconds(20);
    private static final Duration LONGEST_WATCH = Duration.ofMinutes(30);

    /** One of the three steps. */
    record Step(String label, State state, @Nullable Long millis) {}

    /** How far a step is. */
    enum State {
        done, current, open
    }

    /** How it stands as a whole. */
    enum Stage {
        /** Not yet in Redis. */
        rendering,
        /** Not yet in Redis, because something is away. */
        held,
        /** In Redis; the edges have not said yet that they have seen it. */
        stored,
        /** In Redis, and no edge runs that could serve it. */
        unserved,
        /** All running edges have it. */
        live
    }

    static ReceiptProgress of(Receipt receipt, @Nullable String trouble, Instant now) {
        return new ReceiptProgress(receipt, trouble, Duration.between(receipt.requestedAt().toInstant(), now));
    }

    public Stage stage() {
        if (receipt.seenAt() != null) {
            return Stage.live;
        }
        if (receipt.storedAt() != null) {
            return receipt.complete() ? Stage.unserved : Stage.stored;
        }
        return trouble == null ? Stage.rendering : Stage.held;
    }

    public boolean unpublishing() {
        return receipt.action().equals("unpublish");
    }

    public List<Step> steps() {
        return List.of(step("Rendered", receipt.renderedAt(), receipt.requestedAt()),
                step("In Redis", receipt.storedAt(), receipt.renderedAt()),
                step(unpublishing() ? "Gone from the edge" : "Live at the edge", receipt.seenAt(),
                        receipt.storedAt()));
    }

    /** How soon to look again, as htmx writes it; null: not any more. */
    public @Nullable String lookAgain() {
        if (receipt.complete() || age.compareTo(LONGEST_WATCH) > 0) {
            return null;
        }
        return age.compareTo(PROMPT) < 0 && trouble == null ? "every 300ms" : "every 3s";
    }

    /** Longer than the edges ever need. */
    public boolean late() {
        return stage() == Stage.stored && age.compareTo(PROMPT) > 0;
    }

    private Step step(String label, @Nullable OffsetDateTime end, @Nullable OffsetDateTime start) {
        if (end != null) {
            return new Step(label, State.done, Duration.between(receipt.requestedAt(), end).toMillis());
        }
        boolean current = start != null && !receipt.complete();
        return new Step(label, current ? State.current : State.open, null);
    }
}
