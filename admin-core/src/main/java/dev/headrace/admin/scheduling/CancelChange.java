package dev.headrace.admin.scheduling;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.scheduling.PendingChanges.Pending;
import dev.headrace.admin.scheduling.ScheduledChange.State;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Cancels a pending change, and removals of what will not be published without it. */
@Service
class CancelChange {

    private final PendingChanges pending;
    private final ScheduledChanges changes;
    private final ActivityLog activity;
    private final Clock clock;

    CancelChange(PendingChanges pending, ScheduledChanges changes, ActivityLog activity, Clock clock) {
        this.pending = pending;
        this.changes = changes;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * @throws NotFoundException if there is no such change, or the actor may not see its entry
     * @throws RefusedException if it is not pending
     */
    @Transactional
    public void cancel(UUID id, Actor actor) {
        actor.require(Permission.publishContent);
        Pending opened = pending.lock(id, actor);
        changes.end(id, State.cancelled, null, clock.instant());
        Plan.of(opened.variant(), changes.pending(opened.variant())).pointlessRemovals()
                .forEach(removal -> changes.end(removal.id(), State.cancelled,
                        "The publication before it was cancelled.", clock.instant()));
        pending.changed(opened.type(), opened.variant());
        activity.record(actor, ScheduleActions.CANCEL, opened.variant().subject(opened.type()),
                ScheduleActions.state(opened.change()), null);
    }
}
