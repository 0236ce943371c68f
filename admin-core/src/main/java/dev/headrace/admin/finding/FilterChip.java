package dev.headrace.admin.finding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter of a list as staff see it.
 *
 * @param label of the field; its name if it is not filterable
 * @param comparison words, see {@link FilterOption}
 * @param values alternatives
 * @param problem why the value is invalid; null if it is not
 * @param without the list without this filter
 */
record FilterChip(String label, String comparison, List<ShownValue> values, @Nullable String problem,
        ListState without) {}
