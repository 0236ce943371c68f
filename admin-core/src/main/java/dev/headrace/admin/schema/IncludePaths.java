package dev.headrace.admin.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Dotted paths of references, such as {@code author.employer}. Steps into groups are field names, steps into blocks are
 * block type names: {@code parts.figure.photographer}.
 */
final class IncludePaths {

    // Longer paths are invalid: resolving them is recursive.
    private static final int MAX_STEPS = 100;

    private final Map<String, ContentType> types;
    private final List<Field> ends = new ArrayList<>();
    private final Set<Target> reached = new HashSet<>();
    private int maxDepth;

    private IncludePaths(Map<String, ContentType> types) {
        this.types = types;
    }

    /** A type on the path; each is followed once, however many routes lead to it. */
    private record Target(String type, int remaining, int depth) {}

    /** The reference fields at the end of a path: several if a reference allows several types; none if the path is invalid. */
    static List<Field> resolve(ContentType type, List<String> steps, Map<String, ContentType> types) {
        return resolved(type, steps, types).ends;
    }

    /** The number of references that a path follows. */
    static int depth(ContentType type, List<String> steps, Map<String, ContentType> types) {
        return resolved(type, steps, types).maxDepth;
    }

    private static IncludePaths resolved(ContentType type, List<String> steps, Map<String, ContentType> types) {
        IncludePaths paths = new IncludePaths(types);
        if (steps.size() <= MAX_STEPS) {
            paths.resolve(type.fields(), steps, 1);
        }
        return paths;
    }

    private void resolve(SequencedMap<String, Field> fields, List<String> steps, int depth) {
        Field field = fields.get(steps.getFirst());
        List<String> rest = steps.subList(1, steps.size());
        if (field == null) {
            return;
        }
        if (field.isReference() && rest.isEmpty()) {
            ends.add(field);
            maxDepth = Math.max(maxDepth, depth);
        } else if (!rest.isEmpty()) {
            next(field, rest, depth).forEach(
                    next -> resolve(next.fields, next.steps, field.isReference() ? depth + 1 : depth));
        }
    }

    private record Next(SequencedMap<String, Field> fields, List<String> steps) {}

    private Stream<Next> next(Field field, List<String> rest, int depth) {
        return switch (field.type()) {
            case FieldType.Reference reference ->
                reference.to().stream().flatMap(to -> Stream.ofNullable(types.get(to)))
                        .filter(target -> reached.add(new Target(target.name(), rest.size(), depth)))
                        .map(target -> new Next(target.fields(), rest));
            case FieldType.Group group -> Stream.of(new Next(group.fields(), rest));
            case FieldType.Blocks blocks -> rest.size() < 2
                    ? Stream.empty()
                    : Stream.ofNullable(blocks.of().get(rest.getFirst()))
                            .map(block -> new Next(block.fields(), rest.subList(1, rest.size())));
            case Scalar _ -> Stream.empty();
        };
    }

    /**
     * Applies renames to a path. The result is several paths if a reference allows several types and not all of them rename
     * their field.
     *
     * @param types the current types
     */
    static Set<String> renamed(ContentType type, String path, Map<String, ContentType> types, Renames renames) {
        Set<String> result = new LinkedHashSet<>();
        new Renaming(types, renames).paths(type.fields(), List.of(path.split("\\.", -1)))
                .forEach(steps -> result.add(String.join(".", steps)));
        return result;
    }

    /** Applies renames to the steps of one path. */
    private static final class Renaming {

        private final Map<String, ContentType> types;
        private final Renames renames;
        private final Map<Target, Set<List<String>>> known = new HashMap<>();

        Renaming(Map<String, ContentType> types, Renames renames) {
            this.types = types;
            this.renames = renames;
        }

        Set<List<String>> paths(SequencedMap<String, Field> fields, List<String> steps) {
            Field field = steps.isEmpty() ? null : fields.get(steps.getFirst());
            if (field == null) {
                return Set.of(steps);
            }
            String name = renames.name(field.id(), field.name());
            List<String> rest = steps.subList(1, steps.size());
            return switch (field.type()) {
                case FieldType.Reference(List<String> to, boolean _) -> after(List.of(name), afterReference(to, rest));
                case FieldType.Group group -> after(List.of(name), paths(group.fields(), rest));
                case FieldType.Blocks blocks -> after(List.of(name), inBlock(blocks, rest));
                case Scalar _ -> after(List.of(name), Set.of(rest));
            };
        }

        /** The remaining steps after a reference. */
        private Set<List<String>> afterReference(List<String> to, List<String> rest) {
            Set<List<String>> result = new LinkedHashSet<>();
            for (String name : to) {
                ContentType target = types.get(name);
                if (target != null && !rest.isEmpty() && target.fields().containsKey(rest.getFirst())) {
                    Target key = new Target(name, rest.size(), 0);
                    Set<List<String>> paths = known.get(key);
                    if (paths == null) {
                        paths = paths(target.fields(), rest);
                        known.put(key, paths);
                    }
                    result.addAll(paths);
                }
            }
            return result.isEmpty() ? Set.of(rest) : result;
        }

        private Set<List<String>> inBlock(FieldType.Blocks blocks, List<String> rest) {
            Block block = rest.isEmpty() ? null : blocks.of().get(rest.getFirst());
            return block == null
                    ? Set.of(rest)
                    : after(List.of(renames.name(block.id(), block.name())),
                            paths(block.fields(), rest.subList(1, rest.size())));
        }

        private static Set<List<String>> after(List<String> first, Set<List<String>> rests) {
            Set<List<String>> paths = new LinkedHashSet<>();
            rests.forEach(rest -> paths.add(Stream.concat(first.stream(), rest.stream()).toList()));
            return paths;
        }
    }
}
