package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.Values;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads what forms are built from. */
@Component
class FormSources {

    private final EntryReads reads;
    private final Revisions revisions;

    FormSources(EntryReads reads, Revisions revisions) {
        this.reads = reads;
        this.revisions = revisions;
    }

    /** The current draft, or the shared values if the entry does not exist in the locale. */
    FormSource current(String type, UUID id, String locale, Actor actor) {
        return reads.find(type, id, locale, actor).map(FormSource::existing).orElseGet(() -> FormSource.missing(locale,
                reads.variant(type, id, reads.firstLocale(type, id, actor), actor)));
    }

    /** What the form and the current draft both changed. */
    EditConflict conflict(FormSource now, FormTree sent, SaveEntry.BasedOn basedOn, Actor actor) {
        VariantView draft = now.draft();
        ObjectNode before = before(draft.type().name(), draft.id(), now.locale(), basedOn, actor);
        return EditConflict.of(before, FormTree.merged(before, sent.values(draft.type(), before)), now.values());
    }

    /** The values, in API form, of the versions that an edit is based on; empty if they no longer exist. */
    private ObjectNode before(String type, UUID id, String locale, SaveEntry.BasedOn basedOn, Actor actor) {
        Optional<FormSource> source = basedOn.source() == null || basedOn.sourceVersion() == null
                ? revision(type, id, locale, basedOn.version() == null ? 0 : basedOn.version(), actor)
                        .map(FormSource::existing)
                : revision(type, id, basedOn.source(), basedOn.sourceVersion(), actor)
                        .map(shared -> FormSource.missing(locale, shared));
        return source.map(FormSource::values).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private Optional<VariantView> revision(String type, UUID id, String locale, int number, Actor actor) {
        return reads.find(type, id, locale, actor)
                .flatMap(variant -> revisions.fields(variant, number).map(variant::with));
    }
}
