package dev.headrace.admin.projection;

import dev.headrace.admin.database.DatabaseFailure;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Marks;
import dev.headrace.admin.publishing.Receipts;
import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.publishing.RenderingRequested;
import dev.headrace.admin.publishing.Staging;
import dev.headrace.admin.publishing.Staging.State;
import dev.headrace.admin.publishing.Staging.Current;
import dev.headrace.admin.publishing.Staging.Written;
import dev.headrace.admin.publishing.ReturnAbandoned;
import dev.headrace.admin.publishing.OverlayEnded;
import dev.headrace.admin.publishing.OverlayReturned;
import dev.headrace.admin.publishing.OverlayShown;
import dev.headrace.model.StreamPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the step in progress further, see {@link Staging}. Each advance is a transaction that locks the step and writes to
 * Redis what can be written again, so that another core continues after a crash.
 */
@Component
class RunStaging {

    private static final Logger log = LoggerFactory.getLogger(RunStaging.class);
    private static final int BATCH = 500;
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);

    private final Staging staging;
    private final OverlayStore overlays;
    private final EdgeAcknowledgements acknowledgements;
    private final Receipts receipts;
    private final Marks marks;
    private final ProjectionSettings settings;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private long checkedAt = System.nanoTime();

    RunStaging(Staging staging, OverlayStore overlays, EdgeAcknowledgements acknowledgements, Receipts receipts,
            Marks marks, ProjectionSettings settings, TransactionTemplate transaction,
            ApplicationEventPublisher events, Clock clock) {
        this.staging = staging;
        this.overlays = overlays;
        this.acknowledgements = acknowledgements;
        this.receipts = receipts;
        this.marks = marks;
        this.settings = settings;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Advances the step, and returns whether it may be advanced further at once. */
    boolean advance() {
        if (staging.current().isEmpty()) {
            endForgotten();
            return false;
        }
        Advance done = locked();
        receipts.changed(done.changed);
        done.announced.ifPresent(acknowledgements::expect);
        return done.isAdvanced;
    }

    /** Ends an overlay that Redis or the database has brought back by a restart from an older state. */
    private void endForgotten() {
        long now = System.nanoTime();
        if (now - checkedAt > CHECK_INTERVAL.toNanos()) {
            checkedAt = now;
            // Read before the database: a step writes the overlay later than its row, and removes it earlier.
            Optional<String> active = overlays.active();
            if (active.isPresent() && staging.current().isEmpty()) {
                log.warn("The overlay {} was served although no release is going live; ending it", active.get());
                overlays.end(active.get());
            }
        }
    }

    private Advance locked() {
        try {
            return transaction.execute(_ -> staging.lock().map(this::advance).orElse(Advance.NONE));
        } catch (ReturnFailedException e) {
            log.warn("The former publications cannot be restored", e.cause);
            return transaction.execute(_ -> staging.lock().map(step -> abandon(step, e)).orElse(Advance.NONE));
        }
    }

    /**
     * The result of an advance.
     *
     * @param changed documents whose receipts have changed
     * @param announced the position of the announcement that completes these receipts
     */
    private record Advance(boolean isAdvanced, List<DocumentKey> changed, Optional<StreamPosition> announced) {

        static final Advance NONE = new Advance(false, List.of(), Optional.empty());
        static final Advance DONE = new Advance(true, List.of(), Optional.empty());
    }

    private Advance advance(Current step) {
        return switch (step.state()) {
            case rendering -> endRendering(step);
            case beginning -> begin(step);
            case showing -> awaitEdges(step, State.folding);
            case folding -> fold(step);
            case returning -> giveBack(step);
            case restoring -> restoreWhenSeen(step);
            case settling -> settle(step);
        };
    }

    private Advance endRendering(Current step) {
        if (!staging.isRendered(step)) {
            return Advance.NONE;
        }
        staging.advance(State.beginning, null);
        return Advance.DONE;
    }

    private Advance begin(Current step) {
        if (!staging.isRendered(step)) {
            // Redis has lost it, or a document was changed before edges serve the overlay.
            staging.advance(State.rendering, null);
            return Advance.DONE;
        }
        StreamPosition announced = announce(step);
        Instant now = clock.instant();
        Map<DocumentKey, Long> versions = new HashMap<>();
        staging.documents(step).forEach(written -> versions.put(written.key(), written.version()));
        List<DocumentKey> changed = receipts.stored(versions, now, now, announced);
        staging.advance(State.showing, announced);
        events.publishEvent(new OverlayShown(step.overlay(), now));
        return new Advance(true, changed, Optional.of(announced));
    }

    private StreamPosition announce(Current step) {
        long documents = overlays.fields(step.overlay()).stream().mapToLong(fields -> fields.documents().size()).sum();
        return overlays.begin(step.overlay(), documents);
    }

    /** Until all edges serve the overlay, nothing that it has may become visible in another way. */
    private Advance awaitEdges(Current step, State next) {
        if (!acknowledgements.haveRead(Optional.ofNullable(step.announced()).orElseThrow())) {
            return Advance.NONE;
        }
        staging.advance(next, null);
        events.publishEvent(new RenderingRequested());
        return Advance.DONE;
    }

    private Advance fold(Current step) {
        overlays.fold(step.overlay(), Staging.former(step.overlay()), settings.formerKept());
        return end(step);
    }

    private Advance end(Current step) {
        overlays.end(step.overlay());
        overlays.delete(step.overlay());
        staging.end(step);
        events.publishEvent(new OverlayEnded(step.overlay()));
        return Advance.DONE;
    }

    /**
     * Stages the documents first, so that none of them is published before edges serve the former ones. Those are not enough if
     * documents were rendered since the release: then all are rendered again, and shown in one step as well.
     */
    private Advance giveBack(Current step) {
        Map<DocumentKey, Long> kept = overlays.versions(step.overlay());
        boolean isStaged = !staging.documents(step).isEmpty();
        if (!isStaged && !kept.isEmpty() && overlays.persist(step.overlay())) {
            stage(step, kept.keySet());
        } else if (isStaged && staging.isSwitchable(step, kept)) {
            staging.advance(State.restoring, overlays.begin(step.overlay(), kept.size()));
        } else {
            staging.advance(State.rendering, null);
            restore(step);
            events.publishEvent(new RenderingRequested());
        }
        return Advance.DONE;
    }

    private void stage(Current step, Collection<DocumentKey> documents) {
        List<DocumentKey> sorted = documents.stream().sorted().toList();
        for (int from = 0; from < sorted.size(); from += BATCH) {
            marks.markAgain(sorted.subList(from, Math.min(from + BATCH, sorted.size())), RenderPriority.DEPENDENT,
                    step.overlay());
        }
    }

    private Advance restoreWhenSeen(Current step) {
        Advance advance = awaitEdges(step, State.settling);
        if (advance.isAdvanced) {
            restore(step);
        }
        return advance;
    }

    private void restore(Current step) {
        try {
            events.publishEvent(new OverlayReturned(step.overlay()));
        } catch (RuntimeException e) {
            throw DatabaseFailure.of(e).isTransient() ? e : new ReturnFailedException(e);
        }
    }

    /** Readers get what is published again, in one step: it is still live. */
    private Advance abandon(Current step, ReturnFailedException failure) {
        overlays.end(step.overlay());
        staging.advance(State.settling, null);
        events.publishEvent(new ReturnAbandoned(step.overlay(), failure.cause));
        events.publishEvent(new RenderingRequested());
        return Advance.DONE;
    }

    /** The former publications could not be restored. */
    private static final class ReturnFailedException extends RuntimeException {

        private final RuntimeException cause;

        ReturnFailedException(RuntimeException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private Advance settle(Current step) {
        return staging.isRendered(step) ? end(step) : Advance.NONE;
    }
}
