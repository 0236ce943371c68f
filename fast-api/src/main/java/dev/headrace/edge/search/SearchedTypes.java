package dev.headrace.edge.search;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.lists.ConditionsReader;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.ReadParameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types among whose documents a search takes place; its conditions must have a meaning in all of them. */
final class SearchedTypes {

    private final TreeMap<String, PublishedModel.Type> types;
    private final PublishedModel.Type common;

    /** @param types at least one, all of which can be searched */
    SearchedTypes(Map<String, PublishedModel.Type> types) {
        this.types = new TreeMap<>(types);
        this.common = new PublishedModel.Type(List.of(), "", common(PublishedModel.Type::filters),
                common(PublishedModel.Type::sorts), Interactions.NONE);
    }

    /** By name. */
    Map<String, PublishedModel.Type> all() {
        return types;
    }

    /** A type with the filters and sorts that all types have. */
    PublishedModel.Type common() {
        return common;
    }

    /** The facets that at least one of the types has. */
    SortedSet<String> facets() {
        return types.values().stream().flatMap(type -> Objects.requireNonNull(type.search()).facets().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The field of a range in a type. */
    static Field ofRange(PublishedModel.Type type, String name) {
        if (name.equals(PublishedModel.PUBLISHED_AT)) {
            return ConditionsReader.DATETIME;
        }
        return Objects.requireNonNull(type.sorts().getOrDefault(name, type.filters().get(name)));
    }

    private Map<String, Field> common(Function<PublishedModel.Type, Map<String, Field>> fieldsOf) {
        Map<String, Field> fields = new HashMap<>();
        fieldsOf.apply(types.firstEntry().getValue()).keySet().forEach(name -> {
            List<Field> all = new ArrayList<>();
            types.values().forEach(type -> Optional.ofNullable(fieldsOf.apply(type).get(name)).ifPresent(all::add));
            if (all.size() == types.size() && all.stream().map(Field::kind).distinct().count() == 1) {
                fields.put(name, merged(all));
            }
        });
        return fields;
    }

    private static Field merged(List<Field> fields) {
        boolean isOpen = fields.stream().anyMatch(field -> field.values().isEmpty());
        return new Field(fields.getFirst().kind(), union(fields, Field::to), "",
                isOpen ? List.of() : union(fields, Field::values), fields.stream().anyMatch(Field::many));
    }

    private static List<String> union(List<Field> fields, Function<Field, Collection<String>> values) {
        Set<String> union = new LinkedHashSet<>();
        fields.forEach(field -> union.addAll(values.apply(field)));
        return List.copyOf(union);
    }

    /** The answer to a parameter that is neither one of searches nor a condition in all types. */
    ProblemException unknownParameter(String parameter) {
        String name = parameter.replaceFirst("\\[.*", "");
        List<String> without = types.entrySet().stream()
                .filter(type -> !type.getValue().filters().containsKey(name)
                        && !type.getValue().sorts().containsKey(name))
                .map(Map.Entry::getKey).toList();
        if (!without.isEmpty() && without.size() < types.size()) {
            return new ProblemException(Problem.badParameter(parameter, "is no filter of " + String.join(", ", without)
                    + "; '" + ReadParameter.TYPES + "' names the types to search"));
        }
        if (without.isEmpty() && types.size() > 1) {
            return new ProblemException(Problem.badParameter(parameter, "is not the same filter in "
                    + String.join(", ", types.keySet()) + "; '" + ReadParameter.TYPES + "' names the types to search"));
        }
        String filters = common.filters().isEmpty()
                ? "nothing"
                : String.join(", ", new TreeSet<>(common.filters().keySet()));
        return new ProblemException(Problem.unknownParameter(parameter, "This search can be filtered by " + filters
                + ". Other parameters are " + String.join(", ", new TreeSet<>(ReadParameter.SEARCH)) + "."));
    }
}
