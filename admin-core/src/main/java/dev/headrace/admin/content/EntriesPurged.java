package dev.headrace.admin.content;

import java.util.Set;
import java.util.UUID;

/** Entries were purged in the current transaction. Features delete their own data about them. */
public record EntriesPurged(Set<UUID> ids) {

    public EntriesPurged {
        ids = Set.copyOf(ids);
    }
}
