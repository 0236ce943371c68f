package dev.headrace.edge.index;

import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.ValueKind;
import java.util.List;

/**
 * A filter: at least one value of the field is among the given values.
 *
 * @param values canonical, see {@link dev.headrace.model.ListValue}; for references, ids or slugs
 */
public record Filter(String name, PublishedModel.Field field, List<String> values) {

    public Filter with(List<String> otherValues) {
        return new Filter(name, field, otherValues);
    }

    /** The values that the model does not allow for the field. */
    public List<String> valuesOutsideTheModel() {
        return field.values().isEmpty()
                ? List.of()
                : values.stream().filter(value -> !field.values().contains(value)).toList();
    }

    public boolean isReference() {
        return field.kind() == ValueKind.REFERENCE;
    }

    public String canonical() {
        return name + "=" + String.join("\n", values.stream().map(Values::line).sorted().toList());
    }
}
