package dev.headrace.admin.schema;

import dev.headrace.admin.schema.SchemaStep.AddBlock;
import dev.headrace.admin.schema.SchemaStep.AddField;
import dev.headrace.admin.schema.SchemaStep.ChangeField;
import dev.headrace.admin.schema.SchemaStep.RemoveBlock;
import dev.headrace.admin.schema.SchemaStep.RemoveField;
import dev.headrace.admin.schema.SchemaStep.RenameBlock;
import dev.headrace.admin.schema.SchemaStep.RenameField;
import dev.headrace.admin.schema.SchemaStep.Reorder;
import dev.headrace.admin.schema.SchemaStep.ReplaceField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Compares the fields of a type, at any depth, and gives requested fields the ids of the current fields they match. */
final class FieldPlan {

    /** Revisions from before even older type changes are read without the field's values. */
    private static final int MAX_FORMER_IDS = 20;

    private final ContentType type;
    private final Map<String, String> formerNames;
    private final boolean prune;
    private final AffectedEntries counts;
    private final ModelProblems problems;
    private final List<SchemaStep> steps;

    /**
     * @param type the current type
     * @param formerNames pointers of renamed fields and blocks to their former names
     * @param prune whether omitted fields and blocks are removed
     * @param problems receives former names that match nothing
     * @param steps receives the steps
     */
    FieldPlan(ContentType type, Map<String, String> formerNames, boolean prune, AffectedEntries counts,
            ModelProblems problems,
            List<SchemaStep> steps) {
        this.type = type;
        this.formerNames = formerNames;
        this.prune = prune;
        this.counts = counts;
        this.problems = problems;
        this.steps = steps;
    }

    /**
     * @param path the path of the parent, with a trailing dot; empty for a type
     * @param pointer the location of the requested fields
     * @return the resulting fields
     */
    SequencedMap<String, Field> fields(SequencedMap<String, Field> present, SequencedMap<String, Field> requested,
            String path, String pointer) {
        NameMatching<Field> matching = new NameMatching<>(present, requested.keySet(), pointer, formerNames, problems);
        SequencedMap<String, Field> result = new LinkedHashMap<>();
        requested.forEach((name, field) -> {
            Field before = matching.of(name);
            if (matching.isRenamed(name)) {
                steps.add(new RenameField(type.name(), path + matching.formerName(name), path + name));
            }
            result.put(name, before == null ? add(field, path) : change(before, field, path, pointer + "/" + name));
        });
        matching.unmatched().forEach((name, field) -> {
            if (prune) {
                steps.add(new RemoveField(type.name(), path + name, field.id(), counts.values(type, field.id())));
            } else {
                result.put(name, field);
            }
        });
        return inOrder(result, matching, present, Field::id, path);
    }

    /** Adds a step if the order changes; that of top-level fields is part of {@link SchemaStep.ChangeType}. */
    private <T> SequencedMap<String, T> inOrder(SequencedMap<String, T> items, NameMatching<T> matching,
            SequencedMap<String, T> present, Function<T, String> id, String path) {
        SequencedMap<String, T> ordered = new LinkedHashMap<>();
        if (!prune) {
            matching.inOrder().forEach(name -> Optional.ofNullable(items.get(name))
                    .ifPresent(item -> ordered.put(name, item)));
        }
        items.forEach(ordered::putIfAbsent);
        if (!path.isEmpty() && !sameOrder(present.values(), ordered.values(), id)) {
            steps.add(new Reorder(type.name(), path.substring(0, path.length() - 1)));
        }
        return ordered;
    }

    /** Whether the items that both have are in the same order. */
    static <T> boolean sameOrder(Collection<T> present, Collection<T> result, Function<T, String> id) {
        List<String> before = new ArrayList<>(present.stream().map(id).toList());
        List<String> after = new ArrayList<>(result.stream().map(id).toList());
        before.retainAll(after);
        after.retainAll(before);
        return before.equals(after);
    }

    private Field add(Field field, String path) {
        steps.add(new AddField(type.name(), path + field.name(), field.keyword()));
        return field;
    }

    private Field change(Field before, Field requested, String path, String pointer) {
        if (!valuesFit(before.type(), requested.type())) {
            steps.add(new ReplaceField(type.name(), path + requested.name(), before.id(), describe(before.type()),
                    describe(requested.type()), counts.values(type, before.id())));
            return requested.withIds("", formerIds(before));
        }
        Field result = requested.withIds(before.id(), before.formerIds())
                .withType(nested(before.type(), requested.type(), path + requested.name() + ".", pointer));
        if (!OptionChanges.between(before, result).isEmpty()) {
            steps.add(
                    new ChangeField(type.name(), path + requested.name(), before, result, unfit(before, result), 0, 0));
        }
        return result;
    }

    private static String describe(FieldType type) {
        return switch (type) {
            case FieldType.Group(_, boolean many) -> many ? "list of groups" : "group";
            case FieldType.Reference(_, boolean many) -> many ? "list of references" : "reference";
            case Scalar _,FieldType.Blocks _ -> type.keyword();
        };
    }

    private static List<String> formerIds(Field replaced) {
        return Stream.concat(Stream.of(replaced.id()), replaced.formerIds().stream()).limit(MAX_FORMER_IDS).toList();
    }

    private long unfit(Field before, Field requested) {
        return switch (requested.type()) {
            case FieldType.Group _,FieldType.Blocks _ -> 0;
            case Scalar _,FieldType.Reference _ ->
                before.type().equals(requested.type()) ? 0 : counts.unfit(type, requested);
        };
    }

    private FieldType nested(FieldType before, FieldType requested, String path, String pointer) {
        if (before instanceof FieldType.Group present && requested instanceof FieldType.Group group) {
            return new FieldType.Group(fields(present.fields(), group.fields(), path, pointer + "/fields"),
                    group.many());
        }
        if (before instanceof FieldType.Blocks present && requested instanceof FieldType.Blocks blocks) {
            return new FieldType.Blocks(blocks(present.of(), blocks.of(), path, pointer + "/of"));
        }
        return requested;
    }

    private SequencedMap<String, Block> blocks(SequencedMap<String, Block> present,
            SequencedMap<String, Block> requested,
            String path, String pointer) {
        NameMatching<Block> matching = new NameMatching<>(present, requested.keySet(), pointer, formerNames, problems);
        SequencedMap<String, Block> result = new LinkedHashMap<>();
        requested.forEach((name, block) -> {
            Block before = matching.of(name);
            if (before == null) {
                steps.add(new AddBlock(type.name(), path + name));
                result.put(name, block);
                return;
            }
            if (matching.isRenamed(name)) {
                steps.add(new RenameBlock(type.name(), path + matching.formerName(name), path + name));
            }
            result.put(name, new Block(before.id(), name, fields(before.fields(), block.fields(), path + name + ".",
                    pointer + "/" + name + "/fields")));
        });
        matching.unmatched().forEach((name, block) -> {
            if (prune) {
                steps.add(new RemoveBlock(type.name(), path + name, block.id(), counts.values(type, block.id())));
            } else {
                result.put(name, block);
            }
        });
        return inOrder(result, matching, present, Block::id, path);
    }

    /** Whether values of one type have the JSON shape of the other's. */
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
}
