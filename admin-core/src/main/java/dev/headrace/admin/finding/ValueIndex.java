package dev.headrace.admin.finding;

import dev.headrace.admin.finding.EntryFilter.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Subqueries of the index of values, which select all variants that match filters, and perhaps others:
 * {@link FilterConditions} decides.
 */
final class ValueIndex {

    /** Longer values are not in the index. */
    private static final int MAX_VALUE = 200;
    private static final Pattern FRACTION = Pattern.compile("\\.[0-9]+Z$");

    private final List<String> subqueries = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    /** The subqueries for several filters; those that the index does not support are omitted. */
    static ValueIndex of(List<EntryFilter> filters) {
        ValueIndex index = new ValueIndex();
        Map<Object, List<EntryFilter>> groups = new LinkedHashMap<>();
        filters.stream().filter(filter -> filter.values().stream().allMatch(value -> value.length() <= MAX_VALUE))
                .forEach(filter -> groups.computeIfAbsent(group(filter), _ -> new ArrayList<>()).add(filter));
        groups.values().forEach(index::add);
        return index;
    }

    /** Both bounds of a range are compared with the same value, unless a field may have several. */
    private static Object group(EntryFilter filter) {
        return filter.field().many() ? filter : filter.field().id();
    }

    private void add(List<EntryFilter> filters) {
        String field = parameter(filters.getFirst().field().id());
        subqueries.add("select entry_id, locale from variant_value where field_id = :%s and locale = :locale and %s"
                .formatted(field, filters.stream().map(this::comparison).collect(Collectors.joining(" and "))));
    }

    /** Without the subqueries that are common, as their reading takes longer than what it saves. */
    ValueIndex without(Predicate<String> isCommon) {
        ValueIndex rest = new ValueIndex();
        rest.parameters.putAll(parameters);
        subqueries.stream().filter(isCommon.negate()).forEach(rest.subqueries::add);
        return rest;
    }

    private String comparison(EntryFilter filter) {
        if (filter.comparison() == Comparison.ONE_OF) {
            return "value = any (:%s)".formatted(parameter(filter.values().toArray(String[]::new)));
        }
        String bound = filter.values().getFirst();
        return filter.field().isNumber()
                ? "number %s :%s".formatted(filter.comparison().operator(), parameter(new BigDecimal(bound)))
                : time(filter.comparison(), bound);
    }

    /** The index has times as texts; with its Z, one without milliseconds sorts after those of the same second. */
    private String time(Comparison comparison, String bound) {
        boolean isLower = comparison == Comparison.GTE || comparison == Comparison.GT;
        return isLower
                ? "value >= :%s".formatted(parameter(bound.replace("Z", "")))
                : "value <= :%s".formatted(parameter(FRACTION.matcher(bound).replaceFirst("Z")));
    }

    private String parameter(Object value) {
        String name = "indexed" + parameters.size();
        parameters.put(name, value);
        return name;
    }

    /** For the columns {@code entry_id} and {@code locale}, with the parameter {@code locale} and {@link #parameters}. */
    List<String> subqueries() {
        return subqueries;
    }

    /** SQL conditions on {@code v}, with the same parameters. */
    List<String> conditions() {
        return subqueries.stream().map("(v.entry_id, v.locale) in (%s)"::formatted).toList();
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
