package dev.headrace.admin.schema;

import dev.headrace.admin.audit.AuditTrail;
import dev.headrace.admin.schema.Definitions.Definition;
import dev.headrace.admin.schema.SchemaPlan.Unnamed;
import dev.headrace.admin.schema.SchemaStep.ChangeField;
import dev.headrace.admin.schema.SchemaStep.RenameField;
import dev.headrace.admin.schema.SchemaStep.ReplaceField;
import dev.headrace.admin.schema.SchemaStep.RetireField;
import dev.headrace.admin.schema.SchemaStep.RetireType;
import dev.headrace.admin.staff.Actor;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.RefusedException;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Brings the model to what a file or a call asks for: all of it in one transaction, or nothing. */
@Service
class ChangeModel {

    private final Types types;
    private final List<StoredValues> stored;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    ChangeModel(Types types, List<StoredValues> stored, AuditTrail audit, ApplicationEventPublisher events) {
        this.types = types;
        this.stored = List.copyOf(stored);
        this.audit = audit;
        this.events = events;
    }

    /** What a change would do, without doing it. */
    @Transactional(readOnly = true)
    public SchemaPlan plan(String yaml, boolean prune) {
        return SchemaPlan.between(types.all(), SchemaFile.read(yaml, types.list()), unnamed(prune), stored);
    }

    /**
     * Applies a model file.
     *
     * @throws RefusedException if stored values would be lost and that was not allowed
     */
    @Transactional
    public SchemaPlan apply(String yaml, boolean prune, boolean allowDestructive, Actor actor) {
        actor.mustAdminister();
        types.lock();
        return carryOut(SchemaFile.read(yaml, types.list()), unnamed(prune), allowDestructive, actor);
    }

    /**
     * Adds a type.
     *
     * @throws RefusedException if there is one of that name
     */
    @Transactional
    public ContentType add(String name, JsonNode definition, Actor actor) {
        actor.mustAdminister();
        types.lock();
        if (types.find(name).isPresent()) {
            throw new RefusedException("There is a type '" + name + "' already.");
        }
        carryOut(List.of(SchemaFile.readOne(name, definition, types.list())), Unnamed.STAYS, false, actor);
        return types.get(name);
    }

    /**
     * Puts a definition in place of a type's present one; fields that it does not name are retired.
     *
     * @param ifMatch tags of the definitions that the caller may have read; null if it does not matter
     * @throws ConflictException if the type has another definition by now
     * @throws RefusedException if stored values would be lost and that was not allowed
     */
    @Transactional
    public ContentType replace(String name, JsonNode definition, @Nullable String ifMatch, boolean allowDestructive,
            Actor actor) {
        actor.mustAdminister();
        types.lock();
        ContentType present = types.get(name);
        if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.contains(DefinitionWriter.tag(present))) {
            throw new ConflictException("The type '" + name + "' was changed by somebody else.");
        }
        carryOut(List.of(SchemaFile.readOne(name, definition, types.list())), Unnamed.FIELDS_GO, allowDestructive,
                actor);
        return types.get(name);
    }

    private static Unnamed unnamed(boolean prune) {
        return prune ? Unnamed.TYPES_GO : Unnamed.STAYS;
    }

    private SchemaPlan carryOut(List<Definition> wanted, Unnamed unnamed, boolean allowDestructive, Actor actor) {
        SequencedMap<String, ContentType> present = types.all();
        SchemaPlan plan = SchemaPlan.between(present, wanted, unnamed, stored);
        if (plan.steps().isEmpty()) {
            return plan;
        }
        if (plan.destructive() && !allowDestructive) {
            throw new RefusedException("Stored values would be lost: "
                    + plan.steps().stream().filter(SchemaStep::destructive).map(SchemaStep::effect)
                            .collect(Collectors.joining("; "))
                    + ". Allow destructive steps to do it all the same.");
        }
        plan.steps().forEach(this::moveValues);
        plan.touchedTypes().forEach(type -> retitle(present.get(type), plan.result().get(type)));
        types.replaceAll(plan.result().values());
        plan.steps().forEach(
                step -> audit.record(actor.name(), "model." + step.kind(), "type:" + step.type(), step.effect()));
        events.publishEvent(new ModelChanged(plan.touchedTypes()));
        return plan;
    }

    private void retitle(@Nullable ContentType before, @Nullable ContentType after) {
        if (before == null || after == null) {
            return;
        }
        String slug = after.slugField().map(Field::name).orElse(null);
        if (!after.titleField().equals(before.titleField())
                || !Objects.equals(slug, before.slugField().map(Field::name).orElse(null))) {
            stored.forEach(values -> values.retitle(after.name(), after.titleField(), slug));
        }
    }

    private void moveValues(SchemaStep step) {
        for (StoredValues values : stored) {
            switch (step) {
                case RenameField(String type, String from, String to) -> values.rename(type, from, to);
                case ReplaceField replace -> values.remove(replace.type(), replace.field());
                case RetireField(String type, String field, _) -> values.remove(type, field);
                case RetireType(String type, _) -> values.removeAll(type);
                case ChangeField change when change.becomesUnique() ->
                    values.claimUnique(change.type(), change.field());
                case ChangeField change when change.ceasesToBeUnique() ->
                    values.releaseUnique(change.type(), change.field());
                default -> {
                    // the step is about the definition only
                }
            }
        }
    }
}
