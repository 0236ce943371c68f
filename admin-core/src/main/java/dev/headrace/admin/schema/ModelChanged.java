package dev.headrace.admin.schema;

import java.util.Set;

/**
 * The model was changed in the current transaction.
 *
 * @param types names of the changed types
 * @param locales whether locales were added, removed or given other fallbacks
 */
public record ModelChanged(Set<String> types, boolean locales) {

    public ModelChanged {
        types = Set.copyOf(types);
    }
}
