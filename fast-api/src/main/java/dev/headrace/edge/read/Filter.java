package dev.headrace.edge.read;

import dev.headrace.model.PublishedModel;
import java.util.List;

/**
 * A condition on a field: it has one of these values.
 *
 * @param values as the query gave them, or in their one form, see {@link dev.headrace.model.ListValue}
 */
record Filter(String name, PublishedModel.Field field, List<String> values) {

    Filter with(List<String> otherValues) {
        return new Filter(name, field, otherValues);
    }

    String canonical() {
        return name + "=" + String.join("\n", values.stream().sorted().toList());
    }
}
