package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.activity.Subject;
import dev.headrace.admin.finding.EntryRow;
import dev.headrace.admin.finding.PlacesOfUse;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Moves entries to the trash; published ones are unpublished first. */
@Service
class TrashEntries {

    private static final int MAX_PLACES = 20;

    private final Types types;
    private final LockEntries lock;
    private final PlacesOfUse places;
    private final Withdrawal withdrawal;
    private final ActivityLog activity;
    private final Clock clock;

    TrashEntries(Types types, LockEntries lock, PlacesOfUse places, Withdrawal withdrawal, ActivityLog activity,
            Clock clock) {
        this.types = types;
        this.lock = lock;
        this.places = places;
        this.withdrawal = withdrawal;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * Trashes entries of a type; those that are in the trash already stay there.
     *
     * @param force whether entries are trashed although others refer to them
     * @throws ReferencedException if others refer to them
     */
    @Transactional
    public void trash(String typeName, Collection<UUID> ids, boolean force, Actor actor) {
        trash(typeName, ids, _ -> {}, force, actor);
    }

    /**
     * Trashes an entry.
     *
     * @param expected the version in a locale that the caller has read; null if it does not matter
     * @see #trash(String, Collection, boolean, Actor)
     */
    @Transactional
    void one(String typeName, UUID id, String locale, @Nullable Integer expected, boolean force, Actor actor) {
        trash(typeName, List.of(id), entry -> entry.mustHaveVersion(locale, expected), force, actor);
    }

    private void trash(String typeName, Collection<UUID> ids, Consumer<Entry> check, boolean force, Actor actor) {
        actor.require(Permission.deleteContent);
        ContentType type = types.lockShared().type(typeName);
        Map<UUID, ContentType> wanted = new HashMap<>();
        ids.forEach(id -> wanted.put(id, type));
        List<Entry> locked = lock.all(wanted, actor);
        locked.forEach(check);
        List<Entry> entries = locked.stream().filter(entry -> !entry.trashed()).toList();
        if (entries.stream().anyMatch(Entry::isPublished)) {
            actor.require(Permission.publishContent);
        }
        if (!force) {
            refuseReferenced(entries, actor);
        }
        Map<UUID, ObjectNode> before = new HashMap<>();
        entries.forEach(entry -> before.put(entry.id(), entry.statuses()));
        withdrawal.withdraw(entries, actor);
        entries.forEach(entry -> {
            entry.trash(actor, clock.instant());
            activity.record(actor, "entry.trash", new Subject("entry", entry.id().toString()), before.get(entry.id()),
                    entry.statuses());
        });
    }

    /** Others refer to it, even if the actor may not see them; only those that the actor may see are named. */
    void refuseReferenced(Collection<Entry> entries, Actor actor) {
        List<UUID> ids = entries.stream().map(Entry::id).toList();
        List<EntryRow> all = places.of(ids, MAX_PLACES, Actor.system());
        if (!all.isEmpty()) {
            throw new ReferencedException(places.of(ids, MAX_PLACES, actor), all.size());
        }
    }
}
