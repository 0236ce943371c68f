package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.RefusedException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Permanently deletes entries in the trash, with their revisions and interactions. */
@Service
class PurgeEntries {

    private final Types types;
    private final LockEntries lock;
    private final Entries entries;
    private final TrashEntries trash;
    private final JdbcClient jdbc;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;

    PurgeEntries(Types types, LockEntries lock, Entries entries, TrashEntries trash, JdbcClient jdbc,
            ActivityLog activity, ApplicationEventPublisher events) {
        this.types = types;
        this.lock = lock;
        this.entries = entries;
        this.trash = trash;
        this.jdbc = jdbc;
        this.activity = activity;
        this.events = events;
    }

    /**
     * Purges entries of a type.
     *
     * @param force whether to purge entries even if others refer to them; those references then dangle
     * @throws RefusedException if one of them is not in the trash
     * @throws ReferencedException if others refer to them
     */
    @Transactional
    public void purge(String typeName, Collection<UUID> ids, boolean force, Actor actor) {
        purge(typeName, ids, _ -> {}, force, actor);
    }

    /**
     * Purges an entry.
     *
     * @param expected the expected version in the locale
     * @see #purge(String, Collection, boolean, Actor)
     */
    @Transactional
    void one(String typeName, UUID id, String locale, ExpectedVersion expected, boolean force, Actor actor) {
        purge(typeName, List.of(id), entry -> entry.mustHaveVersion(locale, expected), force, actor);
    }

    private void purge(String typeName, Collection<UUID> ids, Consumer<Entry> check, boolean force, Actor actor) {
        actor.require(Permission.deleteContent);
        ContentType type = types.lockShared().type(typeName);
        List<Entry> purged = lock.allToDelete(type, ids, actor);
        purged.forEach(check);
        if (purged.stream().anyMatch(entry -> !entry.trashed())) {
            throw new RefusedException("Only entries in the trash can be purged.");
        }
        if (!force) {
            trash.rejectReferenced(purged, actor);
        }
        Set<UUID> purgedIds = purged.stream().map(Entry::id).collect(Collectors.toSet());
        jdbc.sql("delete from entry_reference where target_id = any (:ids)")
                .param("ids", purgedIds.toArray(UUID[]::new)).update();
        for (Entry entry : purged) {
            for (Variant variant : entry.variants().values()) {
                activity.record(actor, EntryActions.PURGE, variant.subject(type),
                        Values.show(type, variant.fields()), null);
            }
            entries.delete(entry);
        }
        entries.flush();
        events.publishEvent(new EntriesPurged(purgedIds));
    }
}
