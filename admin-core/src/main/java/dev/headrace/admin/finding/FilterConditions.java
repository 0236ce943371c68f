package dev.headrace.admin.finding;

import dev.headrace.admin.finding.EntryFilter.Comparison;
import dev.headrace.admin.finding.EntrySelect.Query;
import java.math.BigDecimal;

/** Translates filters to conditions on the values of variants, which decide whether an entry matches. */
final class FilterConditions {

    // Values of the field's former type are neither numbers nor times.
    private static final String NUMBER = """
            case when jsonb_typeof(v.fields -> :%1$s) = 'number' then (v.fields ->> :%1$s)::numeric %2$s :%3$s end""";
    // Without the Z, times with and without milliseconds are in the order of their characters.
    private static final String TIME = """
            v.fields ->> :%1$s like '____-__-__T%%Z' and rtrim(v.fields ->> :%1$s, 'Z') collate "C" %2$s :%3$s""";

    private FilterConditions() {}

    /** Restricts a query to the entries that match a resolved filter. */
    static void add(Query query, EntryFilter filter) {
        String field = "f" + query.parameterCount();
        String value = "v" + query.parameterCount();
        query.param(field, filter.field().id());
        if (filter.comparison() == Comparison.ONE_OF) {
            query.param(value, filter.values().toArray(String[]::new)).and(filter.field().many()
                    ? "jsonb_exists_any(v.fields -> :%s, :%s)".formatted(field, value)
                    : "v.fields ->> :%s = any (:%s)".formatted(field, value));
        } else {
            boolean isNumber = filter.field().isNumber();
            String bound = filter.values().getFirst();
            query.param(value, isNumber ? new BigDecimal(bound) : bound.replace("Z", ""))
                    .and((isNumber ? NUMBER : TIME).formatted(field, filter.comparison().operator(), value));
        }
    }
}
