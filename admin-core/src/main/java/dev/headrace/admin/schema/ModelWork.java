package dev.headrace.admin.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.headrace.admin.schema.SchemaStep.ChangeField;
import dev.headrace.admin.schema.SchemaStep.RemoveBlock;
import dev.headrace.admin.schema.SchemaStep.RemoveField;
import dev.headrace.admin.schema.SchemaStep.ReplaceField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Migration of stored values after a model change. Types are identified by ids, which are never reused.
 *
 * @param adapted types whose values change
 * @param deleted types whose entries are deleted; stored jobs have the name {@code retired}
 * @param locales tags of locales whose values are deleted
 */
record ModelWork(List<TypeWork> adapted, @JsonProperty("retired") List<String> deleted, List<String> locales) {

    /**
     * Migration of the values of one type. Fields and locales are read when the work runs, so that it does not undo later
     * model changes.
     *
     * @param removed ids of fields and block types that no longer exist
     * @param share whether some fields are no longer localized
     * @param retitle whether the title or slug field has changed
     */
    record TypeWork(String typeId, Set<String> removed, boolean share, boolean retitle) {

        boolean isEmpty() {
            return removed.isEmpty() && !share && !retitle;
        }

        /** Whether published documents change. */
        boolean changesDocuments() {
            return share || retitle;
        }
    }

    boolean isEmpty() {
        return adapted.isEmpty() && deleted.isEmpty() && locales.isEmpty();
    }

    /** The work after a change. */
    static ModelWork of(Model before, SequencedMap<String, ContentType> after, SchemaPlan plan) {
        List<TypeWork> adapted = new ArrayList<>();
        List<String> deleted = new ArrayList<>();
        for (String name : plan.touchedTypes()) {
            Optional<ContentType> old = before.find(name);
            ContentType type = after.get(name);
            if (type == null) {
                old.map(ContentType::id).ifPresent(deleted::add);
            } else if (old.isPresent()) {
                TypeWork work = work(old.get(), type, plan);
                if (!work.isEmpty()) {
                    adapted.add(work);
                }
            }
        }
        return new ModelWork(adapted, deleted, removedLocales(before, plan));
    }

    private static TypeWork work(ContentType before, ContentType after, SchemaPlan plan) {
        Set<String> removed = new HashSet<>();
        plan.steps().stream().filter(step -> step.type().equals(after.name()))
                .forEach(step -> removed(step).ifPresent(removed::add));
        return new TypeWork(after.id(), removed, shares(after, plan), !sameNaming(before, after));
    }

    private static Optional<String> removed(SchemaStep step) {
        return switch (step) {
            case RemoveField removed -> Optional.of(removed.id());
            case ReplaceField replace -> Optional.of(replace.id());
            case RemoveBlock removed -> Optional.of(removed.id());
            default -> Optional.empty();
        };
    }

    private static boolean shares(ContentType type, SchemaPlan plan) {
        return plan.steps().stream().anyMatch(step -> step instanceof ChangeField change
                && change.type().equals(type.name()) && change.becomesShared());
    }

    private static boolean sameNaming(ContentType one, ContentType other) {
        return one.title().id().equals(other.title().id())
                && one.slugField().map(Field::id).equals(other.slugField().map(Field::id));
    }

    static List<String> removedLocales(Model before, SchemaPlan plan) {
        return before.locales().tags().stream().filter(tag -> !plan.locales().has(tag)).toList();
    }
}
