package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.content.EditEntry;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.LockEntries;
import dev.headrace.admin.content.Variant;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Restores the published version as the draft; the discarded draft remains a revision. */
@Service
class DiscardDraft {

    private final Types types;
    private final LockEntries lock;
    private final EditEntry edit;
    private final Publications publications;

    DiscardDraft(Types types, LockEntries lock, EditEntry edit, Publications publications) {
        this.types = types;
        this.lock = lock;
        this.edit = edit;
        this.publications = publications;
    }

    /**
     * Discards the draft of a variant, including changes of values that all locales share.
     *
     * @throws RefusedException if the variant is not published
     * @throws dev.headrace.admin.web.ConflictException if the draft has a different version
     */
    @Transactional
    public void discard(String typeName, UUID id, @Nullable String locale, ExpectedVersion expected, Actor actor) {
        actor.require(Permission.editContent);
        Model model = types.lockShared();
        ContentType type = model.type(typeName);
        Entry entry = lock.one(type, id, actor);
        Variant variant = entry.variant(model.locales().check(locale))
                .orElseThrow(() -> new NotFoundException("The entry does not exist in this locale."));
        variant.mustHaveVersion(expected);
        Map<DocumentKey, Publication> published = publications.of(List.of(entry));
        Publication own = Optional.ofNullable(published.get(new DocumentKey(id, variant.locale()))).orElseThrow(
                () -> new RefusedException("The entry is not published, so its draft cannot be discarded."));
        edit.restore(type, entry, variant.locale(), Values.known(type, own.fields()), actor,
                PublishingActions.DISCARD_DRAFT);
        published.forEach((key, publication) -> entry.variant(key.locale())
                .ifPresent(each -> each.markChanged(!Values.same(each.fields(), publication.fields()))));
    }
}
