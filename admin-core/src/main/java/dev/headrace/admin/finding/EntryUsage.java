package dev.headrace.admin.finding;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.headrace.admin.schema.FieldPlace;
import java.util.List;

/**
 * An entry that refers to another one.
 *
 * @param entry in the first locale that does
 * @param locales all locales that do, in the order of the model
 * @param fields those with the references of drafts; empty if only publications refer to the other entry
 */
public record EntryUsage(@JsonUnwrapped EntryRow entry, List<String> locales, List<FieldPlace> fields) {

    public EntryUsage {
        locales = List.copyOf(locales);
        fields = List.copyOf(fields);
    }
}
