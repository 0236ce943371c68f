package dev.headrace.admin.scheduling;

import dev.headrace.admin.content.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the pending changes of a variant lead to.
 *
 * @param published the version that is published now
 * @param pending in the order of their times
 */
record Plan(Optional<Integer> published, List<ScheduledChange> pending) {

    static Plan of(Variant variant, List<ScheduledChange> pending) {
        return new Plan(variant.publishedVersion(), pending);
    }

    /** The version that will be published right before a time; empty if none will be. */
    Optional<Integer> versionBefore(Instant time) {
        Optional<Integer> version = published;
        for (ScheduledChange change : pending) {
            if (change.dueAt().isBefore(time)) {
                version = Optional.ofNullable(change.version());
            }
        }
        return version;
    }

    /** Removals at times at which nothing will be published. */
    List<ScheduledChange> pointlessRemovals() {
        List<ScheduledChange> pointless = new ArrayList<>();
        for (ScheduledChange change : pending) {
            if (!change.isPublication() && versionBefore(change.dueAt()).isEmpty()) {
                pointless.add(change);
            }
        }
        return pointless;
    }
}
