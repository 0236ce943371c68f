package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.model.EntryId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Saves a draft: a new entry's, or a new version of an existing one. */
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
     * What was saved.
     *
     * @param slug by which the edge finds it; null if the type or the draft has none
     */
    public record Saved(UUID id, String locale, int version, @Nullable String slug) {

        static Saved of(Variant variant) {
            return new Saved(variant.entry().id(), variant.locale(), variant.version(), variant.slug().orElse(null));
        }
    }

    /**
     * What changes were made from.
     *
     * @param version of the draft in its locale, 0 if the entry was not written in it; null if it does not matter
     * @param source the locale whose shared values a new locale began with; null if it does not matter
     * @param sourceVersion the version that it had
     */
    public record Base(@Nullable Integer version, @Nullable String source, @Nullable Integer sourceVersion) {

        static Base version(@Nullable Integer version) {
            return new Base(version, null, null);
        }

        /** Shared values are sent with a new locale, and would undo what somebody has changed of them since. */
        void check(Entry entry, String locale) {
            entry.mustHaveVersion(locale, version);
            if (source != null && entry.variant(locale).isEmpty()) {
                entry.mustHaveVersion(source, sourceVersion);
            }
        }
    }

    /** Creates an entry in the default locale; fields that are not given take their defaults. */
    @Transactional
    public Saved create(String typeName, ObjectNode fields, Actor actor) {
        return create(typeName, null, fields, null, actor);
    }

    /**
     * Creates an entry.
     *
     * @param locale null for the default one
     * @param fields as the API shows them
     * @param origin where it was imported from; slugs of an imported entry get a number if other entries use them
     * @throws dev.headrace.admin.web.InvalidInputException naming each value that does not fit
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
        edit.create(type, entry, checked, stored, actor, "entry.create");
        return Saved.of(entry.variant(checked).orElseThrow());
    }

    /**
     * Replaces all values of an entry in a locale. Saving the values that it has changes nothing, not even the version.
     *
     * @param expectedVersion the version that the caller has read, 0 if the entry was not written in the locale; null if it
     *     does not matter
     * @throws ConflictException if the entry has another version
     * @throws dev.headrace.admin.web.InvalidInputException naming each value that does not fit
     */
    @Transactional
    public Saved replace(String typeName, UUID id, @Nullable String locale, ObjectNode fields,
            @Nullable Integer expectedVersion, Actor actor) {
        return save(typeName, id, locale, _ -> fields, Base.version(expectedVersion), actor);
    }

    /** The same, but fields that are not given keep their values; JSON null empties one. */
    @Transactional
    public Saved change(String typeName, UUID id, @Nullable String locale, ObjectNode changes,
            @Nullable Integer expectedVersion, Actor actor) {
        return changeFrom(Base.version(expectedVersion), typeName, id, locale, changes, actor);
    }

    /** The same, made from drafts of which one may be another locale's. */
    @Transactional
    Saved changeFrom(Base base, String typeName, UUID id, @Nullable String locale, ObjectNode changes, Actor actor) {
        return save(typeName, id, locale, present -> {
            ObjectNode fields = present.deepCopy();
            fields.setAll(changes);
            return fields;
        }, base, actor);
    }

    private Saved save(String typeName, UUID id, @Nullable String locale, UnaryOperator<ObjectNode> change,
            Base base, Actor actor) {
        actor.require(Permission.editContent);
        Model model = types.lockShared();
        ContentType type = model.type(typeName);
        String checked = model.locales().check(locale);
        Entry entry = lock.one(type, id, actor);
        entry.mustBeEditable();
        base.check(entry, checked);
        ObjectNode before = entry.variant(checked).map(Variant::fields)
                .orElseGet(() -> sharedValues(model, type, entry));
        ObjectNode stored = read(type, change.apply(Values.show(type, before)), before, checked, actor);
        slugs.fill(type, id, checked, stored);
        edit.replace(type, entry, checked, stored, actor, "entry.edit");
        return Saved.of(entry.variant(checked).orElseThrow());
    }

    private ObjectNode read(ContentType type, ObjectNode input, JsonNode before, String locale, Actor actor) {
        List<Problem> problems = new ArrayList<>();
        ObjectNode stored = Values.read(type, input, before, problems);
        references.check(type, stored, before, locale, actor, problems);
        Values.throwIfAny(problems);
        return stored;
    }

    /** What a variant in a new locale begins with: the shared values of the first locale, as everywhere. */
    private static ObjectNode sharedValues(Model model, ContentType type, Entry entry) {
        return model.locales().tags().stream().flatMap(locale -> entry.variant(locale).stream()).findFirst()
                .map(other -> Values.share(type, other.fields(), JsonNodeFactory.instance.objectNode()))
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }
}
