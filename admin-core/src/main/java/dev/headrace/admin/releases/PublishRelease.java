package dev.headrace.admin.releases;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.publishing.Change;
import dev.headrace.admin.publishing.PublishTogether;
import dev.headrace.admin.publishing.Staging;
import dev.headrace.admin.publishing.OverlayEnded;
import dev.headrace.admin.publishing.OverlayShown;
import dev.headrace.admin.web.EntityTags;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Publishes a release: the database has it at once, readers get it when all its documents are rendered. */
@Service
class PublishRelease {

    private final Releases releases;
    private final LockedRelease locked;
    private final ReleaseItems items;
    private final ReleasedEntries entries;
    private final Staging staging;
    private final PublishTogether publish;
    private final ActivityLog activity;
    private final Clock clock;

    PublishRelease(Releases releases, LockedRelease locked, ReleaseItems items, ReleasedEntries entries,
            Staging staging, PublishTogether publish, ActivityLog activity, Clock clock) {
        this.releases = releases;
        this.locked = locked;
        this.items = items;
        this.entries = entries;
        this.staging = staging;
        this.publish = publish;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * Publishes a release, all of it or nothing.
     *
     * @throws dev.headrace.admin.web.InvalidInputException naming each missing or invalid value, by entry and locale
     * @throws NotFoundException if there is no such release, or a revision or a locale does not exist any more, or the actor
     *     may not see an entry
     * @throws RefusedException if it is empty or was published, an entry is in the trash, one to unpublish is not published, or
     *     another release is going live
     */
    @Transactional
    public void publish(UUID id, Optional<EntityTags> ifMatch, Actor actor) {
        actor.require(Permission.publishContent);
        String overlay = ReleaseOverlay.own(id);
        staging.begin(overlay, Staging.State.rendering);
        Release release = locked.get(id, ifMatch);
        release.mustBeOpen();
        List<Change> changes = changes(id, actor);
        if (changes.isEmpty()) {
            throw new RefusedException("The release is empty.");
        }
        release.publishing(actor.name(), clock.instant());
        activity.record(actor, ReleaseActions.PUBLISH, release.subject(), null,
                JsonNodeFactory.instance.objectNode().put("entries", changes.size()));
        items.published(id, publish.publish(changes, overlay, actor));
    }

    private List<Change> changes(UUID id, Actor actor) {
        Map<UUID, String> types = entries.types(id, actor);
        return items.of(id).stream()
                .map(item -> item.change(Optional.ofNullable(types.get(item.key().entryId())).orElseThrow(
                        () -> new NotFoundException("The type of the entry " + item.key().entryId()
                                + " was deleted, or you may not see it."))))
                .toList();
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(OverlayShown step) {
        find(step.overlay()).ifPresent(release -> release.shown(step.at()));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(OverlayEnded step) {
        find(step.overlay()).ifPresent(Release::live);
    }

    private Optional<Release> find(String overlay) {
        return ReleaseOverlay.releaseOfOwn(overlay).flatMap(releases::lock);
    }
}
