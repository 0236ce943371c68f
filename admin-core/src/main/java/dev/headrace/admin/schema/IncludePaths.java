package dev.headrace.admin.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Dotted paths of references, such as {@code author.employer}. A path leads through groups by the names of their fields,
 * and through blocks by the names of their block types: {@code parts.figure.photographer}.
 */
final class IncludePaths {

    private IncludePaths() {}

    /** The reference fields that a path ends at: several if a reference leads to several types; none if it leads nowhere. */
    static List<Field> resolve(ContentType type, List<String> steps, Map<String, ContentType> types) {
        List<Field> ends = new ArrayList<>();
        resolve(type.fields(), steps, types, 1, ends, new int[1]);
        return ends;
    }

    /** How many references a path follows. */
    static int depth(ContentType type, List<String> steps, Map<String, ContentType> types) {
        int[] deepest = new int[1];
        resolve(type.fields(), steps, types, 1, new ArrayList<>(), deepest);
        return deepest[0];
    }

    private static void resolve(SequencedMap<String, Field> fields, List<String> steps,
            Map<String, ContentType> types, int depth, List<Field> ends, int[] deepest) {
        Field field = fields.get(steps.getFirst());
        List<String> rest = steps.subList(1, steps.size());
        if (field == null) {
            return;
        }
        if (field.isReference() && rest.isEmpty()) {
            ends.add(field);
            deepest[0] = Math.max(deepest[0], depth);
        } else if (!rest.isEmpty()) {
            next(field, rest, types).forEach(
                    next -> resolve(next.fields, next.steps, types, field.isReference() ? depth + 1 : depth, ends,
                            deepest));
        }
    }

    private record Next(SequencedMap<String, Field> fields, List<String> steps) {}

    private static Stream<Next> next(Field field, List<String> rest, Map<String, ContentType> types) {
        return switch (field.type()) {
            case FieldType.Reference reference ->
                reference.to().stream().flatMap(to -> Stream.ofNullable(types.get(to)))
                        .map(target -> new Next(target.fields(), rest));
            case FieldType.Group group -> Stream.of(new Next(group.fields(), rest));
            case FieldType.Blocks blocks -> rest.size() < 2
                    ? Stream.empty()
                    : Stream.ofNullable(blocks.of().get(rest.getFirst()))
                            .map(block -> new Next(block.fields(), rest.subList(1, rest.size())));
            case Scalar _ -> Stream.empty();
        };
    }
}
