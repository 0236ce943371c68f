package dev.headrace.admin.scheduling;

import dev.headrace.admin.content.EntriesTrashed;
import dev.headrace.admin.content.Variant;
import dev.headrace.admin.publishing.VariantsPublished;
import dev.headrace.admin.scheduling.ScheduledChange.State;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

    /** An older revision must not replace a newer one that somebody has published in the meantime. */
    @EventListener
    void on(VariantsPublished event) {
        event.variants().stream().filter(variant -> variant.scheduledAt().isPresent()).forEach(variant -> {
            int published = variant.publishedVersion().orElseThrow();
            cancel(variant, change -> change.version() != null && change.version() <= published
                    ? "Version " + published + " was published before."
                    : null);
        });
    }

    @EventListener
    void on(EntriesTrashed event) {
        event.entries().stream().flatMap(entry -> entry.variants().values().stream())
                .forEach(variant -> cancel(variant, _ -> "The entry was moved to the trash."));
    }

    /** @param reason null if the change stays */
    private void cancel(Variant variant, Function<ScheduledChange, @Nullable String> reason) {
        changes.pending(variant).forEach(change -> {
            String why = reason.apply(change);
            if (why != null) {
                changes.end(change.id(), State.cancelled, why, clock.instant());
            }
        });
        pending.noteNextPublication(variant);
    }
}
