package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.SharedValues;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.model.EntryId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates entries and saves new versions of drafts. */
@Service
public class SaveEntry {

    private final Types types;
    private final LockEntries lock;
    private final EditEntry edit;
    private final EntryReferences references;
    private final Slugs slugs;
    private final Clock clock;

    SaveEntry(Types types, LockEntries lock, EditEntry edit, EntryReferences references, Slugs slugs, Clock clock) {
        this.types = types;
        this.lock = lock;
        this.edit = edit;
        this.references = references;
        this.slugs = slugs;
        this.clock = clock;
    }

    /**
     * The result of a save.
     *
     * @param slug null if the type or the draft has none
     */
    public record Saved(UUID id, String locale, int version, @Nullable String slug) {

        static Saved of(Variant variant) {
            return new Saved(variant.entry().id(), variant.locale(), variant.version(), variant.slug().orElse(null));
        }
    }

    /**
     * The versions that an edit is based on.
     *
     * @param version of the draft in its locale, 0 if the entry did not exist there; null for any
     * @param source the locale from which a new locale took its shared values; null for any
     * @param sourceVersion the version of the source
     */
    public record BasedOn(@Nullable Integer version, @Nullable String source, @Nullable Integer sourceVersion) {

        static BasedOn version(@Nullable Integer version) {
            return new BasedOn(version, null, null);
        }

        /** Saving a new locale includes the shared values, and must not overwrite newer ones. */
        void check(Entry entry, String locale) {
            entry.mustHaveVersion(locale, ExpectedVersion.of(version));
            if (source != null && entry.variant(locale).isEmpty()) {
                entry.mustHaveVersion(source, ExpectedVersion.of(sourceVersion));
            }
        }
    }

    /** What must hold before an entry is changed in a locale. */
    private interface Condition {
        void check(Entry entry, String locale);
    }

    /** Creates an entry in the default locale; omitted fields get their default values. */
    @Transactional
    public Saved create(String typeName, ObjectNode fields, Actor actor) {
        return create(typeName, null, fields, null, actor);
    }

    /**
     * Creates an entry.
     *
     * @param locale null for the default
     * @param fields in API form
     * @param origin where it was imported from; slugs of an imported entry get a numeric suffix if other entries use
     *     them
     * @throws dev.headrace.admin.web.InvalidInputException naming each invalid value
     */
    @Transactional
    public Saved create(String typeName, @Nullable String locale, ObjectNode fields, Entry.@Nullable Origin origin,
            Actor actor) {
        actor.require(Permission.editContent);
        Model model = types.lockShared();
        ContentType type = model.type(typeName);
        String checked = model.locales().check(locale);
        Entry entry = new Entry(EntryId.fresh(), type, origin, actor, clock.instant());
        ObjectNode stored = read(type, fields, MissingNode.getInstance(), checked, actor);
        if (origin != null) {
            slugs.makeUnique(type, entry.id(), checked, stored);
        }
        slugs.fill(type, entry.id(), checked, stored);
        edit.create(type, entry, checked, stored, actor, EntryActions.CREATE);
        return Saved.of(entry.variant(checked).orElseThrow());
    }

    /**
     * Replaces all values of an entry in a locale, except omitted slugs that were generated. Saving unchanged values does
     * nothing, not even increment the version.
     *
     * @param expected 0 if the entry must not exist in the locale
     * @throws ConflictException if the entry has another version
     * @throws dev.headrace.admin.web.InvalidInputException naming each invalid value
     */
    @Transactional
    public Saved replace(String typeName, UUID id, @Nullable String locale, ObjectNode fields,
            ExpectedVersion expected, Actor actor) {
        return save(typeName, id, locale, (type, present) -> withGeneratedSlugs(type, present, fields),
                (entry, at) -> entry.mustHaveVersion(at, expected), actor);
    }

    /** Like {@link #replace}, but omitted fields keep their values; JSON null clears a field. */
    @Transactional
    public Saved change(String typeName, UUID id, @Nullable String locale, ObjectNode changes,
            ExpectedVersion expected, Actor actor) {
        return change(typeName, id, locale, changes, (entry, at) -> entry.mustHaveVersion(at, expected), actor);
    }

    /** Like {@link #change}, but values within groups and elements that are omitted stay, too: see {@link ValuePatch}. */
    @Transactional
    Saved patch(String typeName, UUID id, @Nullable String locale, ObjectNode patch, ExpectedVersion expected,
            Actor actor) {
        return save(typeName, id, locale, (_, present) -> ValuePatch.apply(present, patch),
                (entry, at) -> entry.mustHaveVersion(at, expected), actor);
    }

    /** Like {@link #change}, also for a new locale based on another locale's draft. */
    @Transactional
    Saved changeFrom(BasedOn basedOn, String typeName, UUID id, @Nullable String locale, ObjectNode changes,
            Actor actor) {
        return change(typeName, id, locale, changes, basedOn::check, actor);
    }

    private Saved change(String typeName, UUID id, @Nullable String locale, ObjectNode changes, Condition condition,
            Actor actor) {
        return save(typeName, id, locale, (_, present) -> {
            ObjectNode fields = present.deepCopy();
            fields.setAll(changes);
            return fields;
        }, condition, actor);
    }

    private Saved save(String typeName, UUID id, @Nullable String locale,
            BiFunction<ContentType, ObjectNode, ObjectNode> change,
            Condition condition, Actor actor) {
        actor.require(Permission.editContent);
        Model model = types.lockShared();
        ContentType type = model.type(typeName);
        String checked = model.locales().check(locale);
        Entry entry = lock.one(type, id, actor);
        entry.mustBeEditable();
        condition.check(entry, checked);
        ObjectNode before = entry.variant(checked).map(Variant::fields)
                .orElseGet(() -> sharedValues(model, type, entry));
        ObjectNode stored = read(type, change.apply(type, Values.show(type, before)), before, checked, actor);
        slugs.fill(type, id, checked, stored);
        edit.replace(type, entry, checked, stored, actor, EntryActions.EDIT);
        return Saved.of(entry.variant(checked).orElseThrow());
    }

    /** A slug is generated once: one that is omitted keeps its value, as a URL may be in use; null generates a new one. */
    private static ObjectNode withGeneratedSlugs(ContentType type, ObjectNode present, ObjectNode fields) {
        ObjectNode all = fields.deepCopy();
        type.fields().values().stream().filter(field -> field.slugSource().isPresent())
                .filter(field -> !fields.has(field.name()) && present.has(field.name()))
                .forEach(field -> all.set(field.name(), present.get(field.name())));
        return all;
    }

    private ObjectNode read(ContentType type, ObjectNode input, JsonNode before, String locale, Actor actor) {
        List<Problem> problems = new ArrayList<>();
        ObjectNode stored = Values.read(type, input, before, problems);
        references.check(type, stored, before, locale, actor, problems);
        Values.throwIfAny(problems);
        return stored;
    }

    /** The initial values of a variant in a new locale: the shared values of the first locale. */
    private static ObjectNode sharedValues(Model model, ContentType type, Entry entry) {
        return model.locales().tags().stream().flatMap(locale -> entry.variant(locale).stream()).findFirst()
                .map(other -> SharedValues.merge(type, other.fields(), JsonNodeFactory.instance.objectNode()))
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }
}
