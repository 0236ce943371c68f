package dev.headrace.admin.schema;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.Action;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.jobs.JobRequest;
import dev.headrace.admin.jobs.Jobs;
import dev.headrace.admin.schema.SchemaPlan.Omitted;
import dev.headrace.admin.schema.SchemaStep.ChangeLocales;
import dev.headrace.admin.schema.SchemaStep.DeleteType;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.EntityTags;
import dev.headrace.admin.web.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes the model as a file or an API call requests, in one transaction. If many entries are affected, a job then
 * removes hidden values and adapts the others.
 */
@Service
class ChangeModel {

    private final Types types;
    private final InteractionKinds kinds;
    private final List<StoredValues> stored;
    private final List<StoredCounts> counted;
    private final AffectedEntries counts;
    private final AdaptValues adaptValues;
    private final Jobs jobs;
    private final ModelSettings settings;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;

    ChangeModel(Types types, InteractionKinds kinds, List<StoredValues> stored, List<StoredCounts> counted,
            AdaptValues adaptValues, Jobs jobs, ModelSettings settings, ActivityLog activity,
            ApplicationEventPublisher events) {
        this.types = types;
        this.kinds = kinds;
        this.stored = List.copyOf(stored);
        this.counted = List.copyOf(counted);
        this.counts = new AffectedEntries(this.counted);
        this.adaptValues = adaptValues;
        this.jobs = jobs;
        this.settings = settings;
        this.activity = activity;
        this.events = events;
    }

    /**
     * An applied change.
     *
     * @param job the id of the job that adapts stored values; null if they are already adapted
     */
    record Applied(SchemaPlan plan, @Nullable UUID job) {}

    /** The type after the change, and the job as in {@link Applied}. */
    record Replaced(ContentType type, @Nullable UUID job) {}

    /** Plans a change without applying it. */
    @Transactional(readOnly = true)
    public SchemaPlan plan(String yaml, boolean prune, Actor actor) {
        actor.require(Permission.changeModel);
        types.raiseTimeouts();
        return SchemaPlan.between(types.model(), SchemaFile.read(yaml, kinds), omitted(prune), counted);
    }

    /**
     * Applies a model file.
     *
     * @throws RefusedException if stored values would be lost and this is not allowed
     */
    @Transactional
    public Applied apply(String yaml, boolean prune, boolean allowDestructive, Actor actor) {
        actor.require(Permission.changeModel);
        SchemaFile requested = SchemaFile.read(yaml, kinds);
        types.lockExclusive();
        return apply(SchemaPlan.between(types.model(), requested, omitted(prune), counted), allowDestructive, actor);
    }

    /**
     * Adds a type.
     *
     * @throws RefusedException if a type with that name exists
     */
    @Transactional
    public ContentType add(String name, JsonNode definition, Actor actor) {
        actor.require(Permission.changeModel);
        SchemaFile requested = SchemaFile.readOne(name, definition, kinds);
        types.lockExclusive();
        if (types.find(name).isPresent()) {
            throw new RefusedException("A type '" + name + "' already exists.");
        }
        apply(SchemaPlan.between(types.model(), requested, Omitted.KEPT, counted), false, actor);
        return types.get(name);
    }

    /**
     * Replaces a type's definition; omitted fields are removed.
     *
     * @param ifMatch accepted ETags of the current definition; null for any
     * @throws ConflictException if the type has another definition
     * @throws RefusedException if stored values would be lost and this is not allowed
     */
    @Transactional
    public Replaced replace(String name, JsonNode definition, @Nullable String ifMatch, boolean allowDestructive,
            Actor actor) {
        actor.require(Permission.changeModel);
        SchemaFile requested = SchemaFile.readOne(name, definition, kinds);
        types.lockExclusive();
        requireMatch(types.get(name), ifMatch);
        Applied applied = apply(SchemaPlan.between(types.model(), requested, Omitted.FIELDS_REMOVED, counted),
                allowDestructive,
                actor);
        return new Replaced(types.get(name), applied.job());
    }

    /**
     * Plans the deletion of a type without applying it.
     *
     * @throws RefusedException if another type refers to it
     */
    @Transactional(readOnly = true)
    public SchemaPlan planDeletion(String name, Actor actor) {
        actor.require(Permission.changeModel);
        types.raiseTimeouts();
        return SchemaPlan.deleting(types.model(), types.get(name), counted);
    }

    /**
     * Deletes a type with all its entries.
     *
     * @throws ConflictException if the type has another definition
     * @param force whether to delete it even if it has entries
     * @throws RefusedException if other types refer to it, or if it has entries and is not forced
     */
    @Transactional
    public @Nullable UUID delete(String name, @Nullable String ifMatch, boolean force, Actor actor) {
        actor.require(Permission.changeModel);
        types.lockExclusive();
        ContentType type = types.get(name);
        requireMatch(type, ifMatch);
        SchemaPlan plan = SchemaPlan.deleting(types.model(), type, counted);
        if (!force) {
            rejectDestructive(plan, "force=true");
        }
        return apply(plan, true, actor).job();
    }

    private static void requireMatch(ContentType type, @Nullable String ifMatch) {
        String tag = DefinitionWriter.tag(type).replace("\"", "");
        if (EntityTags.parse(ifMatch).filter(tags -> !tags.match(tag)).isPresent()) {
            throw new ConflictException("The type '" + type.name() + "' has been changed by someone else.");
        }
    }

    private static Omitted omitted(boolean prune) {
        return prune ? Omitted.TYPES_DELETED : Omitted.KEPT;
    }

    private Applied apply(SchemaPlan plan, boolean allowDestructive, Actor actor) {
        if (plan.steps().isEmpty()) {
            return new Applied(plan, null);
        }
        if (!allowDestructive) {
            rejectDestructive(plan, "allowDestructive=true");
        }
        Model before = types.model();
        rejectLocalesBeingRemoved(before, plan);
        SequencedMap<String, ContentType> after = withIds(plan.types());
        record(before, after, plan, actor);
        hide(before, plan);
        types.replace(plan.locales(), after.values());
        adaptUniqueValues(before, after, plan);
        UUID job = adaptValues(ModelWork.of(before, after, plan), before,
                new Model(before.version() + 1, plan.locales(), after), plan, actor);
        events.publishEvent(new ModelChanged(plan.touchedTypes(), !plan.locales().equals(before.locales())));
        return new Applied(plan, job);
    }

    private static void rejectDestructive(SchemaPlan plan, String permittedBy) {
        if (plan.destructive()) {
            throw new RefusedException(plan.steps().stream().filter(SchemaStep::destructive).map(SchemaStep::effect)
                    .collect(Collectors.joining("; ", "The change must be allowed: ", ".")), permittedBy);
        }
    }

    private SequencedMap<String, ContentType> withIds(SequencedMap<String, ContentType> planned) {
        NewIds newIds = new NewIds(types::newId);
        SequencedMap<String, ContentType> result = new LinkedHashMap<>();
        planned.forEach((name, type) -> result.put(name, newIds.in(type)));
        return result;
    }

    /** Locales have no ids: remaining values of a removed locale would reappear. */
    private void rejectLocalesBeingRemoved(Model before, SchemaPlan plan) {
        plan.locales().tags().stream().filter(tag -> !before.locales().has(tag))
                .filter(tag -> counts.entriesIn(tag) > 0).findFirst().ifPresent(tag -> {
                    throw new RefusedException("The values of the former locale '" + tag
                            + "' are still being removed; add it again when the job has finished.");
                });
    }

    private void hide(Model before, SchemaPlan plan) {
        for (SchemaStep step : plan.steps()) {
            if (step instanceof DeleteType deleted) {
                stored.forEach(values -> values.hide(before.type(deleted.type())));
            }
        }
        ModelWork.removedLocales(before, plan).forEach(tag -> stored.forEach(values -> values.hideLocale(tag)));
    }

    private void adaptUniqueValues(Model before, SequencedMap<String, ContentType> after, SchemaPlan plan) {
        for (String name : plan.touchedTypes()) {
            ContentType type = after.get(name);
            if (type != null) {
                before.find(name).ifPresent(old -> adaptUniqueValues(old, type, plan.locales()));
            }
        }
    }

    private void adaptUniqueValues(ContentType before, ContentType after, Locales locales) {
        Set<String> unique = after.uniqueFields().keySet();
        Set<String> claimed = before.uniqueFields().keySet();
        after.everyField().map(Field::id).filter(id -> claimed.contains(id) && !unique.contains(id))
                .forEach(adaptValues::releaseUnique);
        after.uniqueSince(before).forEach(field -> adaptValues.claimUnique(after, field, locales));
    }

    /** The job's id if there are too many entries to adapt at once; null if all are adapted. */
    private @Nullable UUID adaptValues(ModelWork work, Model before, Model after, SchemaPlan plan, Actor actor) {
        if (work.isEmpty()) {
            return null;
        }
        long entries = adaptValues.count(work, before);
        if (entries <= settings.maxEntriesAtOnce()) {
            adaptValues.adaptAll(work, after);
            return null;
        }
        // The model has already changed, so the job must not depend on the permissions of the user who changed it.
        return jobs.start(JobRequest.of(AdaptValuesJob.KIND, new AdaptValuesJob.Payload(work, entries), actor)
                .about(plan.summary()).actingAsSystem());
    }

    /** The number of entries that are deleted with a type, which get no activities of their own. */
    private ObjectNode deleted(ContentType type) {
        return JsonNodeFactory.instance.objectNode().put("deletedEntries", counts.entries(type));
    }

    private void record(Model before, SequencedMap<String, ContentType> after, SchemaPlan plan, Actor actor) {
        for (String name : plan.touchedTypes()) {
            Action action = before.find(name).isEmpty()
                    ? ModelActions.ADD_TYPE
                    : after.containsKey(name) ? ModelActions.CHANGE_TYPE : ModelActions.DELETE_TYPE;
            activity.record(actor, action,
                    ModelActions.TYPE.of(name, (after.containsKey(name) ? after.get(name) : before.type(name)).label()),
                    before.find(name).map(DefinitionWriter::write).orElse(null),
                    after.containsKey(name) ? DefinitionWriter.write(after.get(name)) : deleted(before.type(name)));
        }
        if (plan.steps().stream().anyMatch(step -> step instanceof ChangeLocales)) {
            activity.record(actor, ModelActions.CHANGE_LOCALES, ModelActions.MODEL.of("locales"),
                    DefinitionWriter.write(before.locales()), DefinitionWriter.write(plan.locales()));
        }
    }
}
