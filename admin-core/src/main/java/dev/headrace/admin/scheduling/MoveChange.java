package dev.headrace.admin.scheduling;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.scheduling.PendingChanges.Pending;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Moves a pending change to another time. */
@Service
class MoveChange {

    private final PendingChanges pending;
    private final ScheduledChanges changes;
    private final ActivityLog activity;

    MoveChange(PendingChanges pending, ScheduledChanges changes, ActivityLog activity) {
        this.pending = pending;
        this.changes = changes;
        this.activity = activity;
    }

    /**
     * @throws NotFoundException if there is no such change, or the actor may not see its entry
     * @throws RefusedException if it is not pending, another change of the variant is scheduled for that time, or a removal
     *     would find nothing published
     */
    @Transactional
    public void move(UUID id, PlannedTime to, Actor actor) {
        actor.require(Permission.publishContent);
        Pending opened = pending.lock(id, actor);
        ScheduleChange.mustBeFree(to,
                changes.pending(opened.variant()).stream().filter(each -> !each.id().equals(id)).toList());
        changes.move(id, to);
        Plan.of(opened.variant(), changes.pending(opened.variant())).pointlessRemovals().forEach(removal -> {
            throw new RefusedException("Nothing would be published when the entry is unpublished as scheduled, at "
                    + removal.localTime() + " " + removal.zone() + ".");
        });
        pending.changed(opened.type(), opened.variant());
        activity.record(actor, ScheduleActions.MOVE, opened.variant().subject(opened.type()),
                ScheduleActions.state(opened.change()), ScheduleActions.state(changes.find(id).orElseThrow()));
    }
}
