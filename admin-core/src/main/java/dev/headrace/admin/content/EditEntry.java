package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.content.UniqueValues.Holder;
import dev.headrace.admin.content.UniqueValues.Uses;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.SharedValues;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes the draft of a variant and everything derived from it: copies shared values to the other locales, and stores
 * revision, references, unique values and activity. Every verb that changes drafts uses it, in its own transaction.
 */
@Component
public class EditEntry {

    private final Types types;
    private final Entries entries;
    private final UniqueValues unique;
    private final EntryReferences references;
    private final Revisions revisions;
    private final ActivityLog activity;
    private final Clock clock;

    EditEntry(Types types, Entries entries, UniqueValues unique, EntryReferences references, Revisions revisions,
            ActivityLog activity, Clock clock) {
        this.types = types;
        this.entries = entries;
        this.unique = unique;
        this.references = references;
        this.revisions = revisions;
        this.activity = activity;
        this.clock = clock;
    }

    /** Stores the first variant of a new entry. */
    void create(ContentType type, Entry entry, String locale, ObjectNode fields, Actor actor, Action action) {
        entry.add(new Variant(entry, locale, type, fields, actor, clock.instant()));
        entries.save(entry);
        keep(type, List.copyOf(entry.variants().values()));
        record(type, entry.variant(locale).orElseThrow(), MissingNode.getInstance(), actor, action);
    }

    /**
     * Replaces the values of a locked entry in a locale, where it need not exist yet. Does nothing if the values equal
     * the draft's.
     *
     * @param edited in the stored form
     * @throws dev.headrace.admin.web.InvalidInputException if a unique value belongs to another entry
     * @throws dev.headrace.admin.web.RefusedException if the entry is in the trash
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(ContentType type, Entry entry, String locale, ObjectNode edited, Actor actor, Action action) {
        replace(type, entry, locale, edited, actor, action,
                (fields, other) -> SharedValues.merge(type, fields, other.fields()));
    }

    /**
     * Like {@link #replace}, with values that the entry had before. Restored list elements get their localized values
     * in the other locales back, too.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void restore(ContentType type, Entry entry, String locale, ObjectNode earlier, Actor actor, Action action) {
        replace(type, entry, locale, earlier, actor, action, (fields, other) -> SharedValues.merge(type, fields,
                other.fields(), revisions.lastLocalized(type, other, fields)));
    }

    /** The draft of another locale with the shared values of this one. */
    private interface Sharing extends BiFunction<ObjectNode, Variant, ObjectNode> {}

    private void replace(ContentType type, Entry entry, String locale, ObjectNode edited, Actor actor, Action action,
            Sharing sharing) {
        entry.mustBeEditable();
        @Nullable
        Variant variant = entry.variant(locale).orElse(null);
        ObjectNode fields = variant == null || entry.variants().size() == 1
                ? edited
                : Values.rebase(variant.fields(), edited, entry.draft(type, types.locales(), variant));
        if (variant != null && Values.same(variant.fields(), fields)) {
            return;
        }
        JsonNode before = variant == null ? MissingNode.getInstance() : variant.fields();
        Instant now = clock.instant();
        List<Variant> changed = new ArrayList<>();
        if (variant == null) {
            Variant added = new Variant(entry, locale, type, fields, actor, now);
            entry.add(added);
            changed.add(added);
        } else {
            variant.edit(type, fields, actor, now);
            changed.add(variant);
        }
        changed.addAll(shareWithOthers(type, entry, locale, fields, actor, action, sharing));
        keep(type, changed);
        record(type, changed.getFirst(), before, actor, action);
    }

    private List<Variant> shareWithOthers(ContentType type, Entry entry, String locale, ObjectNode fields,
            Actor actor, Action action, Sharing sharing) {
        Instant now = entry.variant(locale).orElseThrow().updatedAt();
        List<Variant> edited = new ArrayList<>();
        for (Variant other : entry.variants().values()) {
            if (!other.locale().equals(locale)) {
                ObjectNode shared = sharing.apply(fields, other);
                if (!Values.same(shared, other.fields())) {
                    ObjectNode before = other.fields();
                    other.edit(type, shared, actor, now);
                    record(type, other, before, actor, action);
                    edited.add(other);
                }
            }
        }
        return edited;
    }

    private void keep(ContentType type, List<Variant> edited) {
        entries.flush();
        unique.replace(Holder.draft, edited.stream().map(variant -> new Uses(variant.entry().id(), variant.locale(),
                Values.uniques(type, variant.fields()))).toList());
        references.replace(type, edited);
        edited.forEach(revisions::record);
    }

    private void record(ContentType type, Variant edited, JsonNode before, Actor actor, Action action) {
        ObjectNode old = Values.show(type, before);
        ObjectNode current = Values.show(type, edited.fields());
        activity.record(actor, action, edited.subject(type), before.isMissingNode() ? null : changed(old, current),
                changed(current, old));
    }

    /** The members of an object that differ from another one's. */
    private static ObjectNode changed(ObjectNode object, ObjectNode other) {
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(property -> {
            if (!Values.same(property.getValue(), other.path(property.getKey()))) {
                changed.set(property.getKey(), property.getValue());
            }
        });
        return changed;
    }
}
