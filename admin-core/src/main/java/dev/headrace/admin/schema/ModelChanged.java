package dev.headrace.admin.schema;

import java.util.Set;

/**
 * The model was changed, in the transaction that is under way.
 *
 * @param types names of the types that were touched
 */
public record ModelChanged(Set<String> types) {
    public ModelChanged {
        types = Set.copyOf(types);
    }
}
