package dev.headrace.admin.content;

import dev.headrace.admin.finding.EntryUsage;
import java.util.List;

/**
 * Entries cannot be trashed or purged, because others refer to them. Mapped to {@code 409} with the referring entries.
 */
final class ReferencedException extends RuntimeException {

    private final transient List<EntryUsage> referrers;

    ReferencedException(List<EntryUsage> referrers, int all) {
        super("%d %s to this entry: %s%s".formatted(all, all == 1 ? "entry refers" : "entries refer",
                String.join(", ",
                        referrers.stream().map(referrer -> "'" + referrer.entry().shownTitle() + "'").toList()),
                all > referrers.size() ? " and others" : ""));
        this.referrers = List.copyOf(referrers);
    }

    /** Those that the actor may see, most recently edited first, up to a limit. */
    public List<EntryUsage> referrers() {
        return referrers;
    }
}
