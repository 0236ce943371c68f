package dev.headrace.edge.lists;

import dev.headrace.edge.index.Filter;
import dev.headrace.edge.index.Range;
import java.util.List;

/**
 * Conditions on fields, all of which documents must meet.
 *
 * @param formerChoices values in the filters that the model does not allow
 */
public record Conditions(List<Filter> filters, List<Range> ranges, List<FormerChoice> formerChoices) {

    public Conditions {
        filters = List.copyOf(filters);
        ranges = List.copyOf(ranges);
        formerChoices = List.copyOf(formerChoices);
    }
}
