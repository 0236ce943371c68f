package dev.headrace.admin.releases;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.scheduling.PlannedTime;
import dev.headrace.admin.web.EntityTags;
import dev.headrace.admin.web.RefusedException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Schedules the publication of a release, moves it, or cancels it. */
@Service
class ScheduleRelease {

    private final LockedRelease locked;
    private final ReleaseItems items;
    private final CacheTimes cacheTimes;
    private final ActivityLog activity;
    private final Clock clock;

    ScheduleRelease(LockedRelease locked, ReleaseItems items, CacheTimes cacheTimes, ActivityLog activity,
            Clock clock) {
        this.locked = locked;
        this.items = items;
        this.cacheTimes = cacheTimes;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * Schedules an open release, or moves it.
     *
     * @throws RefusedException if it is empty or was published
     */
    @Transactional
    public void schedule(UUID id, PlannedTime time, Optional<EntityTags> ifMatch, Actor actor) {
        actor.require(Permission.publishContent);
        Release release = locked.get(id, ifMatch);
        release.mustBeOpen();
        if (items.count(id) == 0) {
            throw new RefusedException("The release is empty.");
        }
        release.schedule(time, actor.name(), clock.instant());
        activity.record(actor, ReleaseActions.SCHEDULE, release.subject(), null, JsonNodeFactory.instance.objectNode()
                .put("at", time.at().toString()).put("zone", time.zone().getId()));
        cacheTimes.changed(id, actor);
    }

    /** @throws RefusedException if it is not scheduled */
    @Transactional
    public void cancel(UUID id, Optional<EntityTags> ifMatch, Actor actor) {
        actor.require(Permission.publishContent);
        Release release = locked.get(id, ifMatch);
        if (release.dueAt().isEmpty()) {
            throw new RefusedException("The release is not scheduled.");
        }
        release.unschedule();
        release.edited(actor.name(), clock.instant());
        activity.record(actor, ReleaseActions.UNSCHEDULE, release.subject(), null, null);
        cacheTimes.changed(id, actor);
    }
}
