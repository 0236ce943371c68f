package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
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
     * @param expected the expected version in the target locale, 0 if it does not exist there
     * @throws InvalidInputException if both are the same locale
     * @throws RefusedException if it exists in the target locale and was not expected there
     */
    @Transactional
    public void copy(String typeName, UUID id, @Nullable String from, String to, ExpectedVersion expected,
            Actor actor) {
        actor.require(Permission.editContent);
        Model model = types.lockShared();
        ContentType type = model.type(typeName);
        Entry entry = lock.one(type, id, actor);
        String source = model.locales().check("/from", from);
        String target = model.locales().check("/to", to);
        if (source.equals(target)) {
            throw new InvalidInputException("/from", "must be another locale");
        }
        Variant original = entry.variant(source)
                .orElseThrow(() -> new NotFoundException("The entry does not exist in the source locale."));
        if (expected.accepts(0) && !expected.equals(ExpectedVersion.ANY) && entry.variant(target).isPresent()) {
            throw new RefusedException("The entry exists in the locale '" + target
                    + "' already. To overwrite it, send its version in If-Match.");
        }
        entry.mustHaveVersion(target, expected);
        edit.replace(type, entry, target, Values.known(type, entry.draft(type, model.locales(), original)), actor,
                EntryActions.COPY_LOCALE);
    }
}
