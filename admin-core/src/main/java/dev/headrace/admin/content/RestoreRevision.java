package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.NotFoundException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Restores an earlier revision as the draft, with a new version. Values of fields that no longer exist are dropped;
 * values that the model no longer allows, or that a field had when it had another type, are restored and have to be
 * corrected before the entry can be published.
 */
@Service
class RestoreRevision {

    private final Types types;
    private final LockEntries lock;
    private final Revisions revisions;
    private final EditEntry edit;

    RestoreRevision(Types types, LockEntries lock, Revisions revisions, EditEntry edit) {
        this.types = types;
        this.lock = lock;
        this.revisions = revisions;
        this.edit = edit;
    }

    /**
     * Restores a revision.
     *
     * @throws dev.headrace.admin.web.ConflictException if the entry has another version
     */
    @Transactional
    public void restore(String typeName, UUID id, @Nullable String locale, int number,
            ExpectedVersion expected, Actor actor) {
        actor.require(Permission.editContent);
        Model model = types.lockShared();
        ContentType type = model.type(typeName);
        Entry entry = lock.one(type, id, actor);
        Variant variant = entry.variant(model.locales().check(locale))
                .orElseThrow(() -> new NotFoundException("The entry does not exist in this locale."));
        variant.mustHaveVersion(expected);
        ObjectNode stored = revisions.fields(type, variant, number)
                .orElseThrow(() -> new NotFoundException("There is no revision " + number + "."));
        edit.restore(type, entry, variant.locale(), stored, actor, EntryActions.RESTORE_REVISION);
    }
}
