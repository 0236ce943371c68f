package dev.headrace.admin.content;

import java.util.List;

/** Entries are moved to the trash in the current transaction, which has locked them. */
public record EntriesTrashed(List<Entry> entries) {

    public EntriesTrashed {
        entries = List.copyOf(entries);
    }
}
