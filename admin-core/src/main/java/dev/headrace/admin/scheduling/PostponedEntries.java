package dev.headrace.admin.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Entries whose changes are not tried for a while, because the last attempt failed for a reason that may pass. All changes of
 * an entry wait, so that they happen in their order. Of more than a thousand entries, those that were postponed first are
 * forgotten, and so tried earlier. Used by one thread.
 */
final class PostponedEntries {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MAX = 1_000;

    private final Map<UUID, Instant> until = new LinkedHashMap<>();
    private final Clock clock;

    PostponedEntries(Clock clock) {
        this.clock = clock;
    }

    void add(UUID entry) {
        until.remove(entry);
        until.put(entry, clock.instant().plus(PAUSE));
        if (until.size() > MAX) {
            until.remove(until.keySet().iterator().next());
        }
    }

    /** Those whose time has not passed. */
    Set<UUID> entries() {
        Instant now = clock.instant();
        until.values().removeIf(time -> !time.isAfter(now));
        return Set.copyOf(until.keySet());
    }
}
