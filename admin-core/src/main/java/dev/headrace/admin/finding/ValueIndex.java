package dev.headrace.admin.finding;

import dev.headrace.admin.finding.EntryFilter.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Conditions on variants for which the index of values is used. They select all variants that match, and perhaps others:
 * {@link FilterConditions} decides.
 */
final class ValueIndex {

    /** Longer values are not in the index. */
    private static final int MAX_VALUE = 200;
    private static final Pattern FRACTION = Pattern.compile("\\.[0-9]+Z$");

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    /** The conditions of several filters; those that the index does not support are omitted. */
    static ValueIndex of(List<EntryFilter> filters) {
        ValueIndex index = new ValueIndex();
        filters.stream().filter(filter -> filter.values().stream().allMatch(value -> value.length() <= MAX_VALUE))
                .forEach(index::add);
        return index;
    }

    private void add(EntryFilter filter) {
        String field = parameter(filter.field().id());
        conditions.add("""
                (v.entry_id, v.locale) in (select entry_id, locale from variant_value
                    where field_id = :%s and locale = :locale and %s)""".formatted(field, comparison(filter)));
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

    /** SQL conditions on {@code v}, with the parameter {@code locale} and {@link #parameters}. */
    List<String> conditions() {
        return conditions;
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
