package dev.headrace.admin.schema;

import dev.headrace.admin.schema.Definitions.Definition;
import dev.headrace.admin.schema.SchemaStep.AddField;
import dev.headrace.admin.schema.SchemaStep.AddType;
import dev.headrace.admin.schema.SchemaStep.ChangeField;
import dev.headrace.admin.schema.SchemaStep.ChangeType;
import dev.headrace.admin.schema.SchemaStep.RenameField;
import dev.headrace.admin.schema.SchemaStep.ReplaceField;
import dev.headrace.admin.schema.SchemaStep.RetireField;
import dev.headrace.admin.schema.SchemaStep.RetireType;
import dev.headrace.admin.web.InvalidInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What must be done to come from the present model to the wanted one.
 *
 * @param steps in the order in which they are carried out; empty if there is nothing to do
 * @param result all types as they will be afterwards
 */
record SchemaPlan(List<SchemaStep> steps, SequencedMap<String, ContentType> result) {

    boolean destructive() {
        return steps.stream().anyMatch(SchemaStep::destructive);
    }

    /** Types that the plan touches. */
    Set<String> touchedTypes() {
        Set<String> types = new LinkedHashSet<>();
        steps.forEach(step -> types.add(step.type()));
        return types;
    }

    /** What becomes of what the definitions do not name. */
    enum Unnamed {
        /** It is left alone. */
        STAYS,
        /** Fields and other parts of the types that they do name are retired. */
        FIELDS_GO,
        /** Whole types as well. */
        TYPES_GO
    }

    /** Makes a plan. */
    static SchemaPlan between(SequencedMap<String, ContentType> present, List<Definition> wanted, Unnamed unnamed,
            Collection<StoredValues> stored) {
        Planning planning = new Planning(stored, unnamed != Unnamed.STAYS);
        SequencedMap<String, ContentType> result = new LinkedHashMap<>(present);
        for (Definition definition : wanted) {
            ContentType now = present.get(definition.type().name());
            result.put(definition.type().name(),
                    now == null ? planning.add(definition.type()) : planning.change(now, definition));
        }
        if (unnamed == Unnamed.TYPES_GO) {
            Set<String> named = new LinkedHashSet<>();
            wanted.forEach(definition -> named.add(definition.type().name()));
            present.keySet().stream().filter(name -> !named.contains(name)).forEach(name -> {
                planning.retire(name);
                result.remove(name);
            });
        }
        checkReferences(result);
        return new SchemaPlan(List.copyOf(planning.steps), result);
    }

    private static void checkReferences(Map<String, ContentType> result) {
        for (ContentType type : result.values()) {
            for (Field field : type.fields().values()) {
                if (field.type() instanceof FieldType.Reference reference
                        && !result.keySet().containsAll(reference.to())) {
                    throw new InvalidInputException("/types/" + type.name() + "/fields/" + field.name() + "/to",
                            "names a type that does not exist, or would be retired");
                }
            }
        }
    }

    /** Collects steps. */
    private static final class Planning {

        private final Collection<StoredValues> stored;
        private final boolean prune;
        private final List<SchemaStep> steps = new ArrayList<>();

        Planning(Collection<StoredValues> stored, boolean prune) {
            this.stored = stored;
            this.prune = prune;
        }

        ContentType add(ContentType type) {
            steps.add(new AddType(type));
            return type;
        }

        void retire(String type) {
            steps.add(new RetireType(type, most(values -> values.countEntries(type))));
        }

        ContentType change(ContentType now, Definition definition) {
            ContentType wanted = definition.type();
            Map<String, Field> left = new LinkedHashMap<>(now.fields());
            SequencedMap<String, Field> fields = new LinkedHashMap<>();
            wanted.fields().forEach((name, field) -> {
                Field before = left.remove(name);
                String former = definition.formerNames().get(name);
                String storedAs = name;
                if (before == null && former != null && left.containsKey(former)) {
                    steps.add(new RenameField(now.name(), former, name));
                    before = left.remove(former).renamed(name);
                    storedAs = former;
                }
                compare(now, before, storedAs, field);
                fields.put(name, field);
            });
            left.forEach((name, field) -> {
                if (prune) {
                    steps.add(new RetireField(now.name(), name, most(values -> values.countValues(now.name(), name))));
                } else {
                    fields.put(name, field);
                }
            });
            ContentType result = new ContentType(wanted.name(), wanted.label(), wanted.titleField(), fields,
                    keeps(definition, "views") ? now.views() : wanted.views(),
                    keeps(definition, "lists") ? now.lists() : wanted.lists(),
                    keeps(definition, "interactions") ? now.interactions() : wanted.interactions());
            if (!sameBesidesFields(now, result)) {
                steps.add(new ChangeType(now.name()));
            }
            return result;
        }

        /** A part that the file does not name is left alone. */
        private boolean keeps(Definition definition, String part) {
            return !prune && !definition.parts().contains(part);
        }

        private void compare(ContentType now, @Nullable Field before, String storedAs, Field field) {
            if (before == null) {
                steps.add(new AddField(now.name(), field));
            } else if (!valuesFit(before.type(), field.type())) {
                long values = most(each -> each.countValues(now.name(), storedAs));
                steps.add(new ReplaceField(now.name(), before, field, values));
            } else if (!before.equals(field)) {
                steps.add(new ChangeField(now.name(), before, field));
            }
        }

        private long most(ToLongFunction<StoredValues> count) {
            return stored.stream().map(count::applyAsLong).max(Comparator.naturalOrder()).orElse(0L);
        }
    }

    /** Whether values of the one type have the form of the other's. */
    private static boolean valuesFit(FieldType before, FieldType after) {
        return switch (after) {
            case FieldType.Text _,FieldType.Markdown _ -> before instanceof FieldType.Text
                    || before instanceof FieldType.Markdown || before instanceof FieldType.Slug
                    || before instanceof FieldType.Url || before instanceof FieldType.Email
                    || before instanceof FieldType.Enumeration;
            case FieldType.Reference(_, boolean many) ->
                before instanceof FieldType.Reference reference && reference.many() == many;
            default -> before.getClass() == after.getClass();
        };
    }

    private static boolean sameBesidesFields(ContentType one, ContentType other) {
        return one.label().equals(other.label()) && one.titleField().equals(other.titleField())
                && one.views().equals(other.views()) && one.lists().equals(other.lists())
                && one.interactions().equals(other.interactions())
                && List.copyOf(one.fields().keySet()).equals(List.copyOf(other.fields().keySet()));
    }
}
