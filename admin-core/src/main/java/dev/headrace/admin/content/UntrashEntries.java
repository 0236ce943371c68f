package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Restores entries from the trash as drafts. */
@Service
class UntrashEntries {

    private final Types types;
    private final LockEntries lock;
    private final ActivityLog activity;

    UntrashEntries(Types types, LockEntries lock, ActivityLog activity) {
        this.types = types;
        this.lock = lock;
        this.activity = activity;
    }

    /** Restores entries of a type; those that are not in the trash stay as they are. */
    @Transactional
    public void untrash(String typeName, Collection<UUID> ids, Actor actor) {
        actor.require(Permission.deleteContent);
        Model model = types.lockShared();
        ContentType type = model.type(typeName);
        lock.all(type, ids, actor).stream().filter(Entry::trashed).forEach(entry -> {
            ObjectNode before = entry.statuses();
            entry.restoreFromTrash();
            activity.record(actor, EntryActions.UNTRASH, entry.subject(type, model.locales()), before,
                    entry.statuses());
        });
    }
}
