package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes the filters of a list, valid or not. */
@Component
class FilterChips {

    private final ResolveFilters resolve;
    private final EntryRows entries;

    FilterChips(EntrySelect select, EntryRows entries, Types types) {
        this.resolve = new ResolveFilters(select, types);
        this.entries = entries;
    }

    /** One value of a parameter; several if they are alternatives. */
    private record Given(String parameter, String value, @Nullable Field field, String operator) {

        static Stream<Given> of(ContentType type, String parameter, List<String> values) {
            Optional<FilterParameter> name = FilterParameter.parse(parameter);
            Field field = name.flatMap(each -> type.field(each.field()))
                    .filter(Field::isFilterable).orElse(null);
            // A query with more is invalid.
            return values.stream().limit(EntryQueryReader.MAX_VALUES + 1)
                    .map(value -> new Given(parameter, value, field,
                            name.map(FilterParameter::operator).orElse(FilterParameter.EQUAL)));
        }

        /** More than a query may have are shown as one text. */
        List<String> alternatives() {
            List<String> several = operator.equals(FilterParameter.IN)
                    ? List.of(value.split(",", EntryQueryReader.MAX_VALUES + 1))
                    : List.of(value);
            return several.size() <= EntryQueryReader.MAX_VALUES ? several : List.of(value);
        }
    }

    /**
     * The filters of a list in the order of its URL.
     *
     * @param problems of the query; those of a filter have its name as pointer
     */
    List<FilterChip> of(ContentType type, ListState state, String locale, List<Problem> problems, Actor actor) {
        List<Given> given = state.filters().entrySet().stream()
                .flatMap(filter -> Given.of(type, filter.getKey(), filter.getValue())).toList();
        Map<String, List<String>> ids = ids(given, locale, actor);
        Map<UUID, EntryRow> targets = entries.byId(ids.values().stream().flatMap(Collection::stream)
                .map(UUID::fromString).collect(Collectors.toSet()), locale, actor);
        return given.stream().map(each -> chip(each, ids, targets, state, problems)).toList();
    }

    /** The ids of the entries that filters of references name. */
    private Map<String, List<String>> ids(List<Given> given, String locale, Actor actor) {
        Map<String, List<String>> ids = new LinkedHashMap<>();
        for (Given each : given) {
            Field field = each.field;
            if (field != null && field.isReference()) {
                each.alternatives().stream().filter(value -> canonical(field, value).isPresent()).forEach(
                        value -> ids.computeIfAbsent(value, _ -> resolve.ids(value, field, locale, actor)));
            }
        }
        return ids;
    }

    /** Empty if the value is invalid. */
    private static Optional<String> canonical(Field field, String value) {
        try {
            return Optional.of(field.filterText(value));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    private static FilterChip chip(Given given, Map<String, List<String>> ids, Map<UUID, EntryRow> targets,
            ListState state, List<Problem> problems) {
        Field field = given.field;
        Set<String> reasons = problems.stream().filter(problem -> problem.pointer().equals("/" + given.parameter))
                .map(Problem::message).collect(Collectors.toSet());
        return new FilterChip(field == null ? given.parameter : field.label(),
                field == null ? "is" : FilterOption.label(field, given.operator),
                given.alternatives().stream().map(value -> shown(field, value, ids, targets)).toList(),
                reasons.isEmpty() ? null : String.join("; ", reasons),
                state.withoutFilter(given.parameter, given.value));
    }

    private static ShownValue shown(@Nullable Field field, String value, Map<String, List<String>> ids,
            Map<UUID, EntryRow> targets) {
        if (field == null) {
            return ShownValue.text(value);
        }
        // A slug that no entry has, and an invalid value, are shown as they are.
        String stored = ids.getOrDefault(value, List.of()).stream().findFirst()
                .orElseGet(() -> canonical(field, value).orElse(value));
        return ShownValue.of(field, stored, targets);
    }
}
