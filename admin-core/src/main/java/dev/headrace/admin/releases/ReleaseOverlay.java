package dev.headrace.admin.releases;

import dev.headrace.admin.publishing.Staging;
import dev.headrace.model.EntryId;
import java.util.Optional;
import java.util.UUID;

/** The names of the overlays of a release. */
final class ReleaseOverlay {

    private ReleaseOverlay() {}

    /** The overlay with its documents. */
    static String own(UUID release) {
        return release.toString();
    }

    /** The overlay with what they replaced. */
    static String former(UUID release) {
        return Staging.former(own(release));
    }

    /** The release that has this overlay as its own; empty for another overlay. */
    static Optional<UUID> releaseOfOwn(String overlay) {
        return EntryId.isId(overlay) ? Optional.of(UUID.fromString(overlay)) : Optional.empty();
    }

    /** The release that has this overlay with what it replaced; empty for another overlay. */
    static Optional<UUID> releaseOfFormer(String overlay) {
        return Staging.formerOf(overlay).flatMap(ReleaseOverlay::releaseOfOwn);
    }
}
