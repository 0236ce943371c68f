package dev.headrace.admin.scheduling;

import dev.headrace.admin.content.EntriesTrashed;
import dev.headrace.admin.content.Variant;
import dev.headrace.admin.publishing.VariantsPublished;
import dev.headrace.admin.publishing.VariantsUnpublished;
import dev.headrace.admin.scheduling.ScheduledChange.State;
import java.time.Clock;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Cancels changes that other changes of their entries have made pointless, in the transactions of these. */
@Component
class EndedByOthers {

    private final ScheduledChanges changes;
    private final PendingChanges pending;
    private final Clock clock;

    EndedByOthers(ScheduledChanges changes, PendingChanges pending, Clock clock) {
        this.changes = changes;
        this.pending = pending;
        this.clock = clock;
    }

    /**
     * An older revision must not replace a newer one that somebody has published in the meantime. Once that is removed as
     * scheduled, any revision may follow.
     */
    @EventListener
    void on(VariantsPublished event) {
        event.variants().stream().filter(variant -> variant.scheduledAt().isPresent()).forEach(variant -> {
            int published = variant.publishedVersion().orElseThrow();
            List<ScheduledChange> superseded = changes.pending(variant).stream()
                    .takeWhile(ScheduledChange::isPublication)
                    .filter(change -> change.version() != null && change.version() <= published).toList();
            cancel(variant, superseded, "Version " + published + " was published before.");
        });
    }

    /** A removal that is left would take down what is published in between. */
    @EventListener
    void on(VariantsUnpublished event) {
        changes.withPending(event.variants()).forEach(variant -> cancel(variant,
                Plan.of(variant, changes.pending(variant)).pointlessRemovals(), "The entry was unpublished before."));
    }

    @EventListener
    void on(EntriesTrashed event) {
        changes.withPending(event.entries().stream().flatMap(entry -> entry.variants().values().stream()).toList())
                .forEach(variant -> cancel(variant, changes.pending(variant), "The entry was moved to the trash."));
    }

    private void cancel(Variant variant, List<ScheduledChange> pointless, String reason) {
        pointless.forEach(change -> changes.end(change.id(), State.cancelled, reason, clock.instant()));
        pending.noteNextPublication(variant);
    }
}
