package dev.headrace.admin.finding;

import dev.headrace.admin.schema.Field;
import java.util.List;

/**
 * A condition on the values of a field.
 *
 * @param parameter the query parameter, such as {@code price[gte]}
 * @param values canonical, see {@link Field#filterText}: alternatives, or a bound
 */
public record EntryFilter(String parameter, Field field, Comparison comparison, List<String> values) {

    /** How the values of entries are compared. */
    enum Comparison {
        ONE_OF("="), GTE(">="), GT(">"), LTE("<="), LT("<");

        private final String operator;

        Comparison(String operator) {
            this.operator = operator;
        }

        /** The operator in SQL. */
        String operator() {
            return operator;
        }
    }

    EntryFilter with(List<String> others) {
        return new EntryFilter(parameter, field, comparison, others);
    }
}
