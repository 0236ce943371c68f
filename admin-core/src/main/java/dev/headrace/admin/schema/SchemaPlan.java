package dev.headrace.admin.schema;

import dev.headrace.admin.schema.ContentType.Lists;
import dev.headrace.admin.schema.ContentType.View;
import dev.headrace.admin.schema.DefinitionReader.Definition;
import dev.headrace.admin.schema.SchemaStep.AddType;
import dev.headrace.admin.schema.SchemaStep.ChangeLocales;
import dev.headrace.admin.schema.SchemaStep.ChangeType;
import dev.headrace.admin.schema.SchemaStep.RenameField;
import dev.headrace.admin.schema.SchemaStep.RetireType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What must be done to come from the present model to the wanted one.
 *
 * @param steps in the order in which they are carried out; empty if there is nothing to do
 * @param locales as they will be
 * @param types all types as they will be, by name; what is new has no ids yet
 */
record SchemaPlan(List<SchemaStep> steps, Locales locales, SequencedMap<String, ContentType> types) {

    boolean destructive() {
        return steps.stream().anyMatch(SchemaStep::destructive);
    }

    /** Names of the types that the plan touches. */
    Set<String> touchedTypes() {
        return steps.stream().map(SchemaStep::type).filter(type -> !type.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What becomes of what a definition does not name. */
    enum Unnamed {
        /** It is left alone. */
        STAYS,
        /** Fields and other parts of the types that it does name are retired. */
        FIELDS_GO,
        /** Whole types as well. */
        TYPES_GO
    }

    /**
     * Makes a plan.
     *
     * @throws dev.headrace.admin.web.InvalidInputException if the wanted model breaks a rule
     */
    static SchemaPlan between(Model present, SchemaFile wanted, Unnamed unnamed, Collection<StoredValues> stored) {
        Planning planning = new Planning(present, unnamed, stored);
        SequencedMap<String, ContentType> types = planning.types(wanted);
        Locales locales = planning.locales(wanted.locales());
        checkRules(types, wanted);
        return new SchemaPlan(List.copyOf(planning.steps), locales, types);
    }

    /**
     * Makes a plan that retires one type.
     *
     * @throws dev.headrace.admin.web.InvalidInputException if another type refers to it
     */
    static SchemaPlan retiring(Model present, ContentType type, Collection<StoredValues> stored) {
        Planning planning = new Planning(present, Unnamed.STAYS, stored);
        SequencedMap<String, ContentType> types = new LinkedHashMap<>(present.types());
        planning.retire(type);
        types.remove(type.name());
        checkRules(types, new SchemaFile(List.of(), Optional.empty(), new Problems(Map.of())));
        return new SchemaPlan(List.copyOf(planning.steps), present.locales(), types);
    }

    /** Types that the file does not name are not checked, but what they refer to must still exist. */
    private static void checkRules(SequencedMap<String, ContentType> types, SchemaFile wanted) {
        ModelRules rules = new ModelRules(types, wanted.problems());
        Set<String> named = new LinkedHashSet<>();
        for (Definition definition : wanted.definitions()) {
            named.add(definition.type().name());
            Optional.ofNullable(types.get(definition.type().name()))
                    .ifPresent(type -> rules.check(type, definition.pointer()));
        }
        types.values().stream().filter(type -> !named.contains(type.name()))
                .flatMap(type -> type.everyField().filter(field -> !types.keySet().containsAll(field.targets()))
                        .map(field -> "/types/" + type.name() + "/fields/" + field.name() + "/to"))
                .forEach(pointer -> wanted.problems().add(pointer,
                        "names a type that does not exist, or would be retired"));
        wanted.problems().throwIfAny();
    }

    /** Collects steps. */
    private static final class Planning {

        private final Model present;
        private final Unnamed unnamed;
        private final Collection<StoredValues> stored;
        private final List<SchemaStep> steps = new ArrayList<>();

        Planning(Model present, Unnamed unnamed, Collection<StoredValues> stored) {
            this.present = present;
            this.unnamed = unnamed;
            this.stored = stored;
        }

        SequencedMap<String, ContentType> types(SchemaFile wanted) {
            SequencedMap<String, ContentType> types = new LinkedHashMap<>(present.types());
            Set<String> named = new LinkedHashSet<>();
            for (Definition definition : wanted.definitions()) {
                String name = definition.type().name();
                named.add(name);
                types.put(name, present.find(name).map(now -> change(now, definition))
                        .orElseGet(() -> add(definition.type())));
            }
            if (unnamed == Unnamed.TYPES_GO) {
                present.all().stream().filter(type -> !named.contains(type.name())).forEach(type -> {
                    retire(type);
                    types.remove(type.name());
                });
            }
            return types;
        }

        void retire(ContentType type) {
            steps.add(new RetireType(type.name(), most(values -> values.countEntries(type))));
        }

        private ContentType add(ContentType type) {
            steps.add(new AddType(type.name(), type.fields().size()));
            return type;
        }

        private ContentType change(ContentType now, Definition definition) {
            ContentType wanted = definition.type();
            FieldPlan plan = new FieldPlan(now.name(), definition.formerNames(), prunes(),
                    id -> most(values -> values.countValues(now, id)), steps);
            SequencedMap<String, Field> fields = plan.fields(now.fields(), wanted.fields(), "",
                    definition.pointer() + "/fields");
            UnaryOperator<String> renamed = renames(now.name());
            ContentType result = new ContentType(now.id(), wanted.name(),
                    keeps(definition, "name") ? now.label() : wanted.label(),
                    keeps(definition, "title") ? renamed.apply(now.titleField()) : wanted.titleField(), fields,
                    keeps(definition, "views") ? renamed(now.views(), renamed) : wanted.views(),
                    keeps(definition, "lists") ? renamed(now.lists(), renamed) : wanted.lists(),
                    keeps(definition, "interactions") ? now.interactions() : wanted.interactions());
            if (!sameBesidesFields(now, result, renamed)) {
                steps.add(new ChangeType(now.name()));
            }
            return result;
        }

        Locales locales(Optional<Locales> wanted) {
            if (wanted.isEmpty() || wanted.get().equals(present.locales())) {
                return present.locales();
            }
            long lost = present.locales().tags().stream().filter(tag -> !wanted.get().has(tag))
                    .mapToLong(tag -> most(values -> values.countEntries(tag))).sum();
            steps.add(new ChangeLocales(present.locales(), wanted.get(), lost));
            return wanted.get();
        }

        private boolean prunes() {
            return unnamed != Unnamed.STAYS;
        }

        /** A part that the file does not name is left alone. */
        private boolean keeps(Definition definition, String part) {
            return !prunes() && !definition.parts().contains(part);
        }

        /** From the present name of a top-level field to the one that it will have. */
        private UnaryOperator<String> renames(String type) {
            Map<String, String> renames = new HashMap<>();
            steps.forEach(step -> {
                if (step instanceof RenameField rename && rename.type().equals(type)) {
                    renames.put(rename.from(), rename.field());
                }
            });
            return name -> renames.getOrDefault(name, name);
        }

        private long most(ToLongFunction<StoredValues> count) {
            return stored.stream().map(count::applyAsLong).max(Comparator.naturalOrder()).orElse(0L);
        }
    }

    private static SequencedMap<String, View> renamed(SequencedMap<String, View> views, UnaryOperator<String> renamed) {
        SequencedMap<String, View> result = new LinkedHashMap<>();
        views.forEach((name, view) -> {
            SequencedMap<String, Optional<String>> include = new LinkedHashMap<>();
            view.include().forEach((path, named) -> {
                String first = path.split("\\.", 2)[0];
                include.put(renamed.apply(first) + path.substring(first.length()), named);
            });
            List<String> shown = view.fields();
            result.put(name, new View(shown == null ? null : shown.stream().map(renamed).toList(), include));
        });
        return result;
    }

    private static Lists renamed(Lists lists, UnaryOperator<String> renamed) {
        return new Lists(lists.filter().stream().map(renamed).toList(), lists.sort().stream().map(renamed).toList(),
                lists.view());
    }

    private static boolean sameBesidesFields(ContentType one, ContentType other, UnaryOperator<String> renamed) {
        return one.label().equals(other.label()) && renamed.apply(one.titleField()).equals(other.titleField())
                && renamed(one.views(), renamed).equals(other.views())
                && renamed(one.lists(), renamed).equals(other.lists())
                && one.interactions().equals(other.interactions())
                && one.fields().keySet().stream().map(renamed).toList().equals(List.copyOf(other.fields().keySet()));
    }
}
