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

/** Copies an entry's draft from one locale to another. */
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
     * Copies all values, unique ones included: locales of one entry may share them.
     *
     * @param expectedVersion the expected version in the target locale, 0 if it does not exist there; null for any
     */
    @Transactional
    public void copy(String typeName, UUID id, @Nullable String from, String to, @Nullable Integer expectedVersion,
            Actor actor) {
        actor.require(Permission.editContent);
        Model model = types.lockShared();
        ContentType type = model.type(typeName);
        Entry entry = lock.one(type, id, actor);
        Variant source = entry.variant(model.locales().check(from))
                .orElseThrow(() -> new NotFoundException("The entry does not exist in the source locale."));
        String target = model.locales().check(to);
        entry.mustHaveVersion(target, expectedVersion);
        edit.replace(type, entry, target, Values.known(type, source.fields()), actor, "entry.copy-locale");
    }
}
