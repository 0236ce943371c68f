package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.finding.EntryUsage;
import dev.headrace.admin.finding.EntryUsages;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Moves entries to the trash; published ones are unpublished first. */
@Service
class TrashEntries {

    private static final int MAX_REFERRERS = 20;

    private final Types types;
    private final LockEntries lock;
    private final EntryUsages usages;
    private final UnpublishBeforeTrash unpublishBeforeTrash;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TrashEntries(Types types, LockEntries lock, EntryUsages usages, UnpublishBeforeTrash unpublishBeforeTrash,
            ActivityLog activity,
            ApplicationEventPublisher events, Clock clock) {
        this.types = types;
        this.lock = lock;
        this.usages = usages;
        this.unpublishBeforeTrash = unpublishBeforeTrash;
        this.activity = activity;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Trashes entries of a type; those already in the trash stay there.
     *
     * @param force whether to trash entries even if others refer to them
     * @throws ReferencedException if others refer to them
     */
    @Transactional
    public void trash(String typeName, Collection<UUID> ids, boolean force, Actor actor) {
        trash(typeName, ids, _ -> {}, force, actor);
    }

    /**
     * Trashes an entry.
     *
     * @param expected the expected version in the locale
     * @see #trash(String, Collection, boolean, Actor)
     */
    @Transactional
    void one(String typeName, UUID id, String locale, ExpectedVersion expected, boolean force, Actor actor) {
        trash(typeName, List.of(id), entry -> entry.mustHaveVersion(locale, expected), force, actor);
    }

    private void trash(String typeName, Collection<UUID> ids, Consumer<Entry> check, boolean force, Actor actor) {
        actor.require(Permission.deleteContent);
        Model model = types.lockShared();
        ContentType type = model.type(typeName);
        List<Entry> locked = lock.all(type, ids, actor);
        locked.forEach(check);
        List<Entry> entries = locked.stream().filter(entry -> !entry.trashed()).toList();
        if (entries.stream().anyMatch(Entry::isPublished)) {
            actor.require(Permission.publishContent);
        }
        if (!force) {
            rejectReferenced(entries, actor);
        }
        Map<UUID, ObjectNode> before = new HashMap<>();
        entries.forEach(entry -> before.put(entry.id(), entry.statuses()));
        unpublishBeforeTrash.unpublishAll(entries, actor);
        events.publishEvent(new EntriesTrashed(entries));
        entries.forEach(entry -> {
            entry.trash(clock.instant());
            activity.record(actor, EntryActions.TRASH, entry.subject(type, model.locales()),
                    before.get(entry.id()), entry.statuses());
        });
    }

    /** Counts all referring entries, but names only those that the actor may see. */
    void rejectReferenced(Collection<Entry> entries, Actor actor) {
        List<UUID> ids = entries.stream().map(Entry::id).toList();
        List<EntryUsage> all = usages.of(ids, MAX_REFERRERS, Actor.system());
        if (!all.isEmpty()) {
            throw new ReferencedException(usages.of(ids, MAX_REFERRERS, actor), all.size());
        }
    }
}
