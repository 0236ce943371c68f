package dev.headrace.admin.schema;

import dev.headrace.admin.schema.DefinitionReader.Definition;
import dev.headrace.admin.schema.SchemaStep.AddType;
import dev.headrace.admin.schema.SchemaStep.ChangeField;
import dev.headrace.admin.schema.SchemaStep.ChangeLocales;
import dev.headrace.admin.schema.SchemaStep.ChangeType;
import dev.headrace.admin.schema.SchemaStep.DeleteType;
import dev.headrace.admin.schema.SchemaStep.RemoveInteraction;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.admin.web.RefusedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The steps from the current model to the requested one.
 *
 * @param steps in execution order; empty if the models are equal
 * @param locales the resulting locales
 * @param types all resulting types, by name; new items have no ids yet
 */
record SchemaPlan(List<SchemaStep> steps, Locales locales, SequencedMap<String, ContentType> types) {

    private static final int MAX_SUMMARIZED = 20;
    private static final String NO_SEARCH = "the search (searches at the edge no longer find its documents)";

    public boolean destructive() {
        return steps.stream().anyMatch(SchemaStep::destructive);
    }

    /** The first steps in one line. */
    String summary() {
        String first = steps.stream().limit(MAX_SUMMARIZED).map(SchemaStep::effect).collect(Collectors.joining("; "));
        return steps.size() <= MAX_SUMMARIZED ? first : first + "; and " + (steps.size() - MAX_SUMMARIZED) + " more";
    }

    /** Names of the types that the plan changes. */
    Set<String> touchedTypes() {
        return steps.stream().map(SchemaStep::type).filter(type -> !type.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** How parts that a definition omits are treated. */
    enum Omitted {
        /** They are left unchanged. */
        KEPT,
        /** Omitted fields and other parts of the defined types are removed. */
        FIELDS_REMOVED,
        /** Omitted types are deleted as well. */
        TYPES_DELETED
    }

    /**
     * Makes a plan.
     *
     * @throws dev.headrace.admin.web.InvalidInputException if the requested model breaks a rule
     */
    static SchemaPlan between(Model present, SchemaFile requested, Omitted omitted, Collection<StoredCounts> stored) {
        // Counting may be slow, and a model with problems is not applied.
        Planning planning = new Planning(present, requested, omitted,
                requested.problems().found().isEmpty() ? stored : List.of());
        SequencedMap<String, ContentType> types = planning.types();
        Locales locales = planning.locales();
        checkRules(present, types, requested);
        return new SchemaPlan(List.copyOf(planning.steps), locales, types);
    }

    /**
     * Makes a plan that deletes one type.
     *
     * @throws RefusedException if another type refers to it
     */
    static SchemaPlan deleting(Model present, ContentType type, Collection<StoredCounts> stored) {
        rejectReferences(present, type);
        SchemaFile nothing = new SchemaFile(List.of(), Optional.empty(), new ModelProblems(Map.of()));
        Planning planning = new Planning(present, nothing, Omitted.KEPT, stored);
        SequencedMap<String, ContentType> types = new LinkedHashMap<>(present.types());
        planning.delete(type);
        types.remove(type.name());
        return new SchemaPlan(List.copyOf(planning.steps), present.locales(), types);
    }

    private static void rejectReferences(Model present, ContentType type) {
        List<String> referring = present.all().stream().filter(other -> !other.id().equals(type.id()))
                .flatMap(other -> other.places().filter(place -> place.field().targets().contains(type.name()))
                        .map(place -> "'" + other.name() + "." + place.path() + "'"))
                .toList();
        if (!referring.isEmpty()) {
            throw new RefusedException("The type '" + type.name() + "' cannot be deleted, because fields of other"
                    + " types may refer to it: " + String.join(", ", referring) + ".");
        }
    }

    /** Omitted types may keep violations of newer rules, but must not get new ones. */
    private static void checkRules(Model present, SequencedMap<String, ContentType> types, SchemaFile requested) {
        Map<String, String> named = new HashMap<>();
        requested.definitions().forEach(definition -> named.put(definition.type().name(), definition.pointer()));
        types.forEach((name, type) -> {
            String pointer = named.get(name);
            if (pointer != null) {
                new ModelRules(types, requested.problems()).check(type, pointer);
            } else {
                List<Problem> before = problems(present.types(), present.type(name));
                problems(types, type).stream().filter(problem -> !before.contains(problem))
                        .forEach(problem -> requested.problems().add(problem.pointer(), problem.message()));
            }
        });
        requested.problems().throwIfAny();
    }

    private static List<Problem> problems(Map<String, ContentType> types, ContentType type) {
        ModelProblems problems = new ModelProblems(Map.of());
        new ModelRules(types, problems).check(type, "/types/" + type.name());
        return problems.found();
    }

    /** Collects steps. */
    private static final class Planning {

        private final Model present;
        private final SchemaFile requested;
        private final Omitted omitted;
        private final AffectedEntries counts;
        private final List<SchemaStep> steps = new ArrayList<>();

        Planning(Model present, SchemaFile requested, Omitted omitted, Collection<StoredCounts> stored) {
            this.present = present;
            this.requested = requested;
            this.omitted = omitted;
            this.counts = new AffectedEntries(stored);
        }

        SequencedMap<String, ContentType> types() {
            SequencedMap<String, ContentType> types = new LinkedHashMap<>(present.types());
            Map<String, Definition> named = new HashMap<>();
            for (Definition definition : requested.definitions()) {
                String name = definition.type().name();
                named.put(name, definition);
                checkMissingKinds(definition);
                types.put(name, present.find(name).map(now -> withFields(now, definition))
                        .orElseGet(() -> add(definition.type())));
            }
            Renames renames = new Renames(present.types(), types);
            for (ContentType now : present.all()) {
                Definition definition = named.get(now.name());
                if (definition == null && omitted == Omitted.TYPES_DELETED) {
                    delete(now);
                    types.remove(now.name());
                } else {
                    types.computeIfPresent(now.name(), (_, type) -> rest(now, type, definition, renames));
                }
            }
            return types;
        }

        void delete(ContentType type) {
            steps.add(new DeleteType(type.name(), counts.entries(type)));
        }

        /** Only unchanged options of a kind whose module is missing are known to be valid. */
        private void checkMissingKinds(Definition definition) {
            Map<String, JsonNode> known = present.find(definition.type().name()).map(ContentType::interactions)
                    .orElse(new LinkedHashMap<>());
            definition.type().interactions().forEach((kind, options) -> {
                if (definition.missingKinds().contains(kind)
                        && !ValueReader.same(options, known.getOrDefault(kind, MissingNode.getInstance()))) {
                    requested.problems().add(definition.pointer() + "/interactions/" + kind, "is not a known key");
                }
            });
        }

        private ContentType add(ContentType type) {
            steps.add(new AddType(type.name(), type.fields().size()));
            return type;
        }

        /** The type with its new fields; everything else is unchanged. */
        private ContentType withFields(ContentType now, Definition definition) {
            int first = steps.size();
            FieldPlan plan = new FieldPlan(now, definition.formerNames(), prunes(), counts, requested.problems(),
                    steps);
            ContentType result = new ContentType(now.id(), now.name(), now.label(), now.titleField(),
                    plan.fields(now.fields(), definition.type().fields(), "", definition.pointer() + "/fields"),
                    now.views(), now.lists(), now.search(), now.interactions());
            steps.subList(first, steps.size()).replaceAll(step -> counted(step, now, result));
            new ExposedFields(now, counts, steps).find(result.fields(), "");
            new UniqueRules(now, result, newLocales(), counts, requested.problems()).check(definition.pointer());
            return result;
        }

        private SchemaStep counted(SchemaStep step, ContentType now, ContentType result) {
            if (!(step instanceof ChangeField change) || !(change.becomesShared() || change.becomesRequired())) {
                return step;
            }
            Field topLevel = result.field(change.field().split("\\.", 2)[0]).orElseThrow();
            return change.affecting(
                    change.becomesRequired()
                            ? counts.missing(now, topLevel, change.requested().id(), newLocales())
                            : 0,
                    change.becomesShared() ? counts.lost(now, topLevel, newLocales()) : 0);
        }

        private Locales newLocales() {
            return requested.locales().orElse(present.locales());
        }

        /** @param definition null if the file omits the type */
        private ContentType rest(ContentType now, ContentType type, @Nullable Definition definition, Renames renames) {
            ContentType given = definition == null ? now : definition.type();
            SequencedMap<String, Field> fields = new LinkedHashMap<>();
            type.fields().forEach((name, field) -> fields.put(name, definition != null
                    && given.fields().containsKey(name) ? field : renames.slugSource(now, field)));
            ContentType result = new ContentType(now.id(), now.name(),
                    keeps(definition, "name") ? now.label() : given.label(),
                    keeps(definition, "title") ? renames.field(now, now.titleField()) : given.titleField(), fields,
                    keeps(definition, "views") ? renames.views(now) : given.views(),
                    keeps(definition, "lists") ? renames.lists(now) : given.lists(),
                    keeps(definition, "search") ? renames.search(now) : given.search(),
                    keeps(definition, "interactions") ? now.interactions() : given.interactions());
            List<String> changes = definition == null ? List.of() : changesBesidesFields(now, result, renames);
            if (!changes.isEmpty()) {
                steps.add(new ChangeType(now.name(), changes));
            }
            if (!now.interactions().equals(result.interactions())) {
                counts.removedInteractions(now, result).forEach(
                        (interaction, entries) -> steps.add(new RemoveInteraction(now.name(), interaction, entries)));
            }
            return result;
        }

        Locales locales() {
            Locales locales = newLocales();
            if (!locales.equals(present.locales())) {
                long lost = present.locales().tags().stream().filter(tag -> !locales.has(tag))
                        .mapToLong(counts::entriesIn).sum();
                steps.add(new ChangeLocales(present.locales(), locales, lost));
            }
            return locales;
        }

        private boolean prunes() {
            return omitted != Omitted.KEPT;
        }

        /** Whether a part is omitted and left unchanged. */
        private boolean keeps(@Nullable Definition definition, String part) {
            return definition == null || (!prunes() && !definition.parts().contains(part));
        }
    }

    private static List<String> changesBesidesFields(ContentType now, ContentType result, Renames renames) {
        Map<String, Boolean> same = new LinkedHashMap<>();
        same.put("the name", now.label().equals(result.label()));
        same.put("the title field", renames.field(now, now.titleField()).equals(result.titleField()));
        same.put("the order of the fields",
                FieldPlan.sameOrder(now.fields().values(), result.fields().values(), Field::id));
        same.put("the views", renames.views(now).equals(result.views()));
        same.put("the lists", renames.lists(now).equals(result.lists()));
        same.put(result.search().fields().isEmpty() ? NO_SEARCH : "the search",
                renames.search(now).equals(result.search()));
        same.put("the interactions", now.interactions().equals(result.interactions()));
        return same.entrySet().stream().filter(part -> !part.getValue()).map(Map.Entry::getKey).toList();
    }
}
