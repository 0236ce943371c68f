package dev.headrace.admin.schema;

import dev.headrace.admin.schema.SchemaStep.AddBlock;
import dev.headrace.admin.schema.SchemaStep.AddField;
import dev.headrace.admin.schema.SchemaStep.ChangeField;
import dev.headrace.admin.schema.SchemaStep.RenameBlock;
import dev.headrace.admin.schema.SchemaStep.RenameField;
import dev.headrace.admin.schema.SchemaStep.ReplaceField;
import dev.headrace.admin.schema.SchemaStep.RetireBlock;
import dev.headrace.admin.schema.SchemaStep.RetireField;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Compares the fields of a type, at any depth, and gives the wanted ones the ids of those that they continue. */
final class FieldPlan {

    private final String type;
    private final Map<String, String> formerNames;
    private final boolean prune;
    private final ToLongFunction<String> countValues;
    private final List<SchemaStep> steps;

    /**
     * @param formerNames pointers of renamed fields and blocks to their former names
     * @param prune whether fields and blocks that are not named are retired
     * @param countValues how many entries have values of a field or block type
     * @param steps receives the steps
     */
    FieldPlan(String type, Map<String, String> formerNames, boolean prune, ToLongFunction<String> countValues,
            List<SchemaStep> steps) {
        this.type = type;
        this.formerNames = formerNames;
        this.prune = prune;
        this.countValues = countValues;
        this.steps = steps;
    }

    /**
     * @param path of what is around the fields, with a dot at its end; empty for a type
     * @param pointer the place of the wanted fields
     * @return the fields as they will be
     */
    SequencedMap<String, Field> fields(SequencedMap<String, Field> present, SequencedMap<String, Field> wanted,
            String path, String pointer) {
        Continued<Field> continued = new Continued<>(present, wanted, pointer);
        SequencedMap<String, Field> result = new LinkedHashMap<>();
        wanted.forEach((name, field) -> {
            Field before = continued.of(name);
            if (before != null && !before.name().equals(name)) {
                steps.add(new RenameField(type, path + before.name(), path + name));
            }
            result.put(name, before == null ? add(field, path) : change(before, field, path, pointer + "/" + name));
        });
        continued.left().forEach((name, field) -> {
            if (prune) {
                steps.add(new RetireField(type, path + name, field.id(), countValues.applyAsLong(field.id())));
            } else {
                result.put(name, field);
            }
        });
        return result;
    }

    private Field add(Field field, String path) {
        steps.add(new AddField(type, path + field.name(), field.keyword()));
        return field;
    }

    private Field change(Field before, Field wanted, String path, String pointer) {
        if (!valuesFit(before.type(), wanted.type())) {
            steps.add(new ReplaceField(type, path + wanted.name(), before.id(), before.keyword(), wanted.keyword(),
                    countValues.applyAsLong(before.id())));
            return with(wanted, before.id(), wanted.type());
        }
        Field result = with(wanted, before.id(), nested(before.type(), wanted.type(), path + wanted.name() + ".",
                pointer));
        if (!options(before, wanted.name()).equals(options(result, wanted.name()))) {
            steps.add(new ChangeField(type, path + wanted.name(), before, result));
        }
        return result;
    }

    private FieldType nested(FieldType before, FieldType wanted, String path, String pointer) {
        if (before instanceof FieldType.Group present && wanted instanceof FieldType.Group group) {
            return new FieldType.Group(fields(present.fields(), group.fields(), path, pointer + "/fields"),
                    group.many());
        }
        if (before instanceof FieldType.Blocks present && wanted instanceof FieldType.Blocks blocks) {
            return new FieldType.Blocks(blocks(present.of(), blocks.of(), path, pointer + "/of"));
        }
        return wanted;
    }

    private SequencedMap<String, Block> blocks(SequencedMap<String, Block> present, SequencedMap<String, Block> wanted,
            String path, String pointer) {
        Continued<Block> continued = new Continued<>(present, wanted, pointer);
        SequencedMap<String, Block> result = new LinkedHashMap<>();
        wanted.forEach((name, block) -> {
            Block before = continued.of(name);
            if (before == null) {
                steps.add(new AddBlock(type, path + name));
                result.put(name, block);
                return;
            }
            if (!before.name().equals(name)) {
                steps.add(new RenameBlock(type, path + before.name(), path + name));
            }
            result.put(name, new Block(before.id(), name, fields(before.fields(), block.fields(), path + name + ".",
                    pointer + "/" + name + "/fields")));
        });
        continued.left().forEach((name, block) -> {
            if (prune) {
                steps.add(new RetireBlock(type, path + name, block.id(), countValues.applyAsLong(block.id())));
            } else {
                result.put(name, block);
            }
        });
        return result;
    }

    /** Whether values of the one type have the form of the other's. */
    private static boolean valuesFit(FieldType before, FieldType after) {
        return switch (after) {
            case Scalar.Text _,Scalar.Markdown _ -> before instanceof Scalar.Text || before instanceof Scalar.Markdown
                    || before instanceof Scalar.Slug || before instanceof Scalar.Url || before instanceof Scalar.Email
                    || before instanceof Scalar.Enumeration;
            case FieldType.Reference(_, boolean many) ->
                before instanceof FieldType.Reference reference && reference.many() == many;
            case FieldType.Group(_, boolean many) -> before instanceof FieldType.Group group && group.many() == many;
            default -> before.getClass() == after.getClass();
        };
    }

    private static Field with(Field field, String id, FieldType type) {
        return new Field(id, field.name(), type, field.required(), field.unique(), field.localized(),
                field.restricted(), field.defaultValue(), field.help());
    }

    /** A field's options, without what is nested in it, which has steps of its own. */
    private static Field options(Field field, String name) {
        FieldType type = switch (field.type()) {
            case FieldType.Group group -> new FieldType.Group(new LinkedHashMap<>(), group.many());
            case FieldType.Blocks _ -> new FieldType.Blocks(new LinkedHashMap<>());
            default -> field.type();
        };
        return new Field(field.id(), name, type, field.required(), field.unique(), field.localized(),
                field.restricted(), field.defaultValue(), field.help());
    }

    /** Which of the present things each wanted one continues, under the same name or under a new one. */
    private final class Continued<T> {

        private final Map<String, T> left;
        private final Map<String, T> byName = new HashMap<>();

        Continued(SequencedMap<String, T> present, SequencedMap<String, T> wanted, String pointer) {
            left = new LinkedHashMap<>(present);
            // In chains (b was a, c was b) a name becomes free once its own thing has been renamed.
            boolean renamed = true;
            while (renamed) {
                renamed = false;
                for (String name : wanted.keySet()) {
                    String former = formerNames.get(pointer + "/" + name);
                    if (former != null && !byName.containsKey(name) && !left.containsKey(name)
                            && left.containsKey(former)) {
                        byName.put(name, left.remove(former));
                        renamed = true;
                    }
                }
            }
            wanted.keySet().stream().filter(name -> left.containsKey(name) && !byName.containsKey(name))
                    .forEach(name -> byName.put(name, left.remove(name)));
        }

        @Nullable
        T of(String name) {
            return byName.get(name);
        }

        /** What no wanted thing continues. */
        Map<String, T> left() {
            return left;
        }
    }
}
