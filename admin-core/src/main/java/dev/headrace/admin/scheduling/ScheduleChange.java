package dev.headrace.admin.scheduling;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.content.LockEntries;
import dev.headrace.admin.content.Variant;
import dev.headrace.admin.publishing.Change.Put;
import dev.headrace.admin.publishing.Ending;
import dev.headrace.admin.publishing.Publish;
import dev.headrace.admin.publishing.Replacements;
import dev.headrace.admin.scheduling.ScheduledChange.Action;
import dev.headrace.admin.scheduling.ScheduledChange.State;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import dev.headrace.admin.web.RequestId;
import dev.headrace.model.EntryId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Schedules the publication of a variant's current draft, or the removal of its publication. */
@Service
class ScheduleChange {

    private static final int MAX_PENDING = 20;

    private final Types types;
    private final LockEntries lock;
    private final Publish publish;
    private final Replacements replacements;
    private final ScheduledChanges changes;
    private final PendingChanges pending;
    private final ActivityLog activity;
    private final Clock clock;

    ScheduleChange(Types types, LockEntries lock, Publish publish, Replacements replacements,
            ScheduledChanges changes, PendingChanges pending, ActivityLog activity, Clock clock) {
        this.types = types;
        this.lock = lock;
        this.publish = publish;
        this.replacements = replacements;
        this.changes = changes;
        this.pending = pending;
        this.activity = activity;
        this.clock = clock;
    }

    /** A variant to publish or to remove. */
    record Target(String type, UUID id, String locale, ExpectedVersion expected) {}

    /**
     * Schedules the publication of the draft as it is now; later edits are not included.
     *
     * @return the change's id
     * @throws InvalidInputException naming each missing or invalid value of the draft
     * @throws NotFoundException if there is no such entry, or the actor may not see it
     * @throws RefusedException if it is in the trash or already published, or has too many scheduled changes, or one for that time
     * @throws dev.headrace.admin.web.ConflictException if the draft has a different version
     */
    @Transactional
    public UUID publication(Target target, PlannedTime time, Actor actor) {
        actor.require(Permission.publishContent);
        Variant variant = publish
                .check(List.of(Put.draft(target.type, target.id, target.locale, target.expected)), actor).getFirst();
        rejectPublished(variant, time);
        return add(target, Action.publish, variant, variant.version(), Ending.notFound(), time, actor);
    }

    private void rejectPublished(Variant variant, PlannedTime time) {
        if (plan(variant).versionBefore(time.at()).filter(version -> version == variant.version()).isPresent()) {
            throw new RefusedException(
                    "Version " + variant.version() + " is already published, or will be published before then.");
        }
    }

    private Plan plan(Variant variant) {
        return Plan.of(variant, changes.pending(variant));
    }

    /**
     * Schedules the removal of the publication that exists at that time.
     *
     * @param ending what readers get then
     * @return the change's id
     * @throws NotFoundException if there is no such entry, or the actor may not see it
     * @throws InvalidInputException if the entry that replaces it does not exist
     * @throws RefusedException if nothing will be published at that time, or the entry has too many scheduled changes, or one
     *     for that time
     * @throws dev.headrace.admin.web.ConflictException if the draft has a different version
     */
    @Transactional
    public UUID removal(Target target, Ending ending, PlannedTime time, Actor actor) {
        actor.require(Permission.publishContent);
        replacements.mustExist(ending, target.id, actor);
        Model model = types.lockShared();
        Entry entry = lock.one(model.type(target.type), target.id, actor);
        Variant variant = entry.variant(model.locales().check(target.locale)).orElseThrow(() -> new NotFoundException(
                "The entry does not exist in the locale '" + target.locale + "'."));
        variant.mustHaveVersion(target.expected);
        if (plan(variant).versionBefore(time.at()).isEmpty()) {
            throw new RefusedException("Nothing will be published at that time that could be removed.");
        }
        return add(target, Action.unpublish, variant, null, ending, time, actor);
    }

    private UUID add(Target target, Action action, Variant variant, @Nullable Integer version, Ending ending,
            PlannedTime time, Actor actor) {
        List<ScheduledChange> others = changes.pending(variant);
        if (others.size() >= MAX_PENDING) {
            throw new RefusedException("The entry has " + MAX_PENDING + " scheduled changes, which is the maximum.");
        }
        mustBeFree(time, others);
        ScheduledChange change = new ScheduledChange(EntryId.fresh(), target.id, variant.locale(), action, version,
                ending, time.at(), time.zone().getId(), State.pending, null, actor.name(), RequestId.current(),
                clock.instant(), null);
        changes.add(change);
        ContentType type = types.model().type(target.type);
        pending.changed(type, variant);
        activity.record(actor,
                change.isPublication() ? ScheduleActions.SCHEDULE_PUBLICATION : ScheduleActions.SCHEDULE_REMOVAL,
                variant.subject(type), null, ScheduleActions.state(change));
        return change.id();
    }

    static void mustBeFree(PlannedTime time, List<ScheduledChange> others) {
        if (others.stream().anyMatch(each -> each.dueAt().equals(time.at()))) {
            throw new RefusedException("Another change of this entry is scheduled for that time.");
        }
    }
}
