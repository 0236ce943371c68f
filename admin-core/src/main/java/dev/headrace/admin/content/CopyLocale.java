package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.NotFoundException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the values that an entry has in one locale its draft in another one. */
@Service
class CopyLocale {

    private final Types types;
    private final LockEntries lock;
    private final EditEntry edit;

    CopyLocale(Types types, LockEntries lock, EditEntry edit) {
        this.types = types;
        this.lock = lock;
        this.edit = edit;
    }

    /**
     * Copies all values; unique ones may be used in each locale.
     *
     * @param expectedVersion the version in the target locale that the caller has read, 0 if it was not written; null if it
     *     does not matter
     */
    @Transactional
    public void copy(String typeName, UUID id, @Nullable String from, String to, @Nullable Integer expectedVersion,
            Actor actor) {
        actor.require(Permission.editContent);
        Model model = types.lockShared();
        ContentType type = model.type(typeName);
        Entry entry = lock.one(type, id, actor);
        Variant source = entry.variant(model.locales().check(from))
                .orElseThrow(() -> new NotFoundException("The entry is not written in the locale that is copied."));
        String target = model.locales().check(to);
        entry.mustHaveVersion(target, expectedVersion);
        edit.replace(type, entry, target, Values.known(type, source.fields()), actor, "entry.copy-locale");
    }
}
