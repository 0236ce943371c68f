package dev.headrace.admin.content;

import java.util.Set;
import java.util.UUID;

/** Entries were deleted for good, in the transaction that is under way. Features delete what they keep of them. */
public record EntriesPurged(Set<UUID> ids) {

    public EntriesPurged {
        ids = Set.copyOf(ids);
    }
}
