package dev.headrace.admin.finding;

import dev.headrace.admin.schema.Field;
import java.util.List;

/**
 * How staff see a comparison of a filter.
 *
 * @param operator see {@link FilterParameter}
 * @param label the words between the field's label and the value
 */
record FilterOption(String operator, String label) {

    private static final List<FilterOption> OF_NUMBERS = List.of(new FilterOption(FilterParameter.EQUAL, "is"),
            new FilterOption("gte", "is at least"), new FilterOption("lte", "is at most"),
            new FilterOption("gt", "is more than"), new FilterOption("lt", "is less than"));
    private static final List<FilterOption> OF_TIMES = List.of(new FilterOption("gte", "is at or after"),
            new FilterOption("lte", "is at or before"), new FilterOption("gt", "is after"),
            new FilterOption("lt", "is before"), new FilterOption(FilterParameter.EQUAL, "is"));

    /** The comparisons to choose from. */
    static List<FilterOption> of(Field field) {
        if (field.isOrdered()) {
            return field.isTime() ? OF_TIMES : OF_NUMBERS;
        }
        return List.of(new FilterOption(FilterParameter.EQUAL, field.many() ? "includes" : "is"));
    }

    /** The words for any operator, also one that only URLs have. */
    static String label(Field field, String operator) {
        if (operator.equals(FilterParameter.IN)) {
            return field.many() ? "includes one of" : "is one of";
        }
        return of(field).stream().filter(option -> option.operator.equals(operator)).findFirst()
                .map(FilterOption::label).orElse(operator);
    }
}
