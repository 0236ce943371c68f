package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.SharedValues;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.model.EntryId;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates an entry with the drafts of another one, in all its locales. Omits unique values, generates new slugs, and adds
 * "(copy)" to the title.
 */
@Service
class DuplicateEntry {

    private static final String COPY = " (copy)";

    private final Types types;
    private final LockEntries lock;
    private final EditEntry edit;
    private final Slugs slugs;
    private final Clock clock;

    DuplicateEntry(Types types, LockEntries lock, EditEntry edit, Slugs slugs, Clock clock) {
        this.types = types;
        this.lock = lock;
        this.edit = edit;
        this.slugs = slugs;
        this.clock = clock;
    }

    /** @return the id of the new entry */
    @Transactional
    public UUID duplicate(String typeName, UUID id, Actor actor) {
        actor.require(Permission.editContent);
        Model model = types.lockShared();
        ContentType type = model.type(typeName);
        Entry original = lock.one(type, id, actor);
        Entry copy = new Entry(EntryId.fresh(), type, null, actor, clock.instant());
        for (Variant variant : original.variants(model.locales())) {
            ObjectNode fields = Values.withoutUniques(type, variant.fields());
            markTitle(type, fields);
            slugs.fill(type, copy.id(), variant.locale(), fields);
            if (copy.variants().isEmpty()) {
                edit.create(type, copy, variant.locale(), fields, actor, EntryActions.DUPLICATE);
            } else {
                // All locales share the slug that the first one got.
                ObjectNode shared = SharedValues.merge(type, copy.variants().values().iterator().next().fields(),
                        fields);
                edit.replace(type, copy, variant.locale(), shared, actor, EntryActions.DUPLICATE);
            }
        }
        return copy.id();
    }

    /** Shortens titles that would become too long. */
    private static void markTitle(ContentType type, ObjectNode fields) {
        String title = Values.title(type, fields);
        Integer max = type.title().input().maxLength();
        int kept = title.codePointCount(0, title.length());
        if (max != null) {
            kept = Math.min(kept, max - COPY.length());
        }
        if (!Values.isBlank(title) && kept > 0) {
            fields.put(type.title().id(), title.substring(0, title.offsetByCodePoints(0, kept)).stripTrailing() + COPY);
        }
    }
}
