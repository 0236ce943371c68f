package dev.headrace.admin.releases;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.access.Role;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.publishing.Change;
import dev.headrace.admin.publishing.PublishTogether;
import dev.headrace.admin.publishing.ReturnAbandoned;
import dev.headrace.admin.publishing.Staging;
import dev.headrace.admin.publishing.StagingAbandoned;
import dev.headrace.admin.publishing.OverlayEnded;
import dev.headrace.admin.publishing.OverlayReturned;
import dev.headrace.admin.web.EntityTags;
import dev.headrace.admin.web.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rolls back a release: edges serve what they served before at once, then the former publications are restored. Entries that
 * were published or unpublished since the release stay as they are.
 */
@Service
class RollBackRelease {

    private final Releases releases;
    private final LockedRelease locked;
    private final ReleaseItems items;
    private final ReleasedEntries entries;
    private final Staging staging;
    private final PublishTogether publish;
    private final ReleaseSettings settings;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RollBackRelease(Releases releases, LockedRelease locked, ReleaseItems items, ReleasedEntries entries,
            Staging staging, PublishTogether publish, ReleaseSettings settings, ActivityLog activity,
            ApplicationEventPublisher events, Clock clock) {
        this.releases = releases;
        this.locked = locked;
        this.items = items;
        this.entries = entries;
        this.staging = staging;
        this.publish = publish;
        this.settings = settings;
        this.activity = activity;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Begins to roll back a release. One that is not shown yet is given up instead: the former publications are restored at once,
     * and it is open again.
     *
     * @throws RefusedException if it is not live or was published too long ago, or another release is going live
     */
    @Transactional
    public void rollBack(UUID id, Optional<EntityTags> ifMatch, Actor actor) {
        actor.require(Permission.publishContent);
        Optional<Staging.Current> rendering = staging.lock()
                .filter(step -> step.overlay().equals(ReleaseOverlay.own(id))
                        && step.state() == Staging.State.rendering);
        if (rendering.isPresent()) {
            giveUp(rendering.get(), locked.get(id, ifMatch), actor);
        } else {
            begin(id, ifMatch, actor);
        }
    }

    private void begin(UUID id, Optional<EntityTags> ifMatch, Actor actor) {
        staging.begin(ReleaseOverlay.former(id), Staging.State.returning);
        Release release = locked.get(id, ifMatch);
        if (!isPossible(release)) {
            throw new RefusedException(release.state() == Release.State.live
                    ? "The release was published too long ago to be rolled back."
                    : "The release is not live.");
        }
        release.returning();
        release.edited(actor.name(), clock.instant());
        activity.record(actor, ReleaseActions.ROLL_BACK, release.subject(), null, null);
    }

    private void giveUp(Staging.Current step, Release release, Actor actor) {
        restore(release, null, actor);
        staging.end(step);
        items.reopened(release.id());
        release.reopened(actor.name(), clock.instant());
        activity.record(actor, ReleaseActions.ROLL_BACK, release.subject(), null, null);
        events.publishEvent(new StagingAbandoned(step.overlay()));
    }

    /** @param overlay the overlay of the step; null if there is none */
    private void restore(Release release, @Nullable String overlay, Actor actor) {
        Map<UUID, String> types = entries.typesOutsideTrash(release.id(), actor);
        List<Change> former = items.unchangedSince(release.id()).stream()
                .flatMap(item -> Optional.ofNullable(types.get(item.key().entryId())).stream()
                        .map(type -> item.state().restoring(type, item.key())))
                .toList();
        if (!former.isEmpty()) {
            publish.publish(former, overlay, actor);
        }
    }

    /** Whether a release can be rolled back now. */
    boolean isPossible(Release release) {
        return release.state() == Release.State.live
                && release.publishedAt().filter(at -> until(at).isAfter(clock.instant())).isPresent();
    }

    /** Until when a release can be rolled back. */
    Instant until(Instant published) {
        return published.plus(settings.rollback());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(OverlayReturned step) {
        find(step.overlay()).ifPresent(release -> {
            Actor actor = new Actor(Actor.Kind.system, Actor.system().id(), release.updatedBy(), Role.administrator);
            restore(release, step.overlay(), actor);
        });
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ReturnAbandoned step) {
        find(step.overlay()).ifPresent(
                release -> release.notReturned("It was not rolled back. " + RunReleases.reason(step.failure())));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(OverlayEnded step) {
        find(step.overlay()).filter(release -> release.state() == Release.State.returning)
                .ifPresent(release -> release.returned(clock.instant()));
    }

    private Optional<Release> find(String overlay) {
        return ReleaseOverlay.releaseOfFormer(overlay).flatMap(releases::lock);
    }
}
