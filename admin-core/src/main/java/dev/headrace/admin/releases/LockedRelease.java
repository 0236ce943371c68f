package dev.headrace.admin.releases;

import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.EntityTags;
import dev.headrace.admin.web.NotFoundException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds and locks the release that a verb changes. A verb locks its release before any entries, but after the
 * step that it begins. */
@Component
class LockedRelease {

    private final Releases releases;

    LockedRelease(Releases releases) {
        this.releases = releases;
    }

    /**
     * A release, locked until the end of the transaction.
     *
     * @param ifMatch accepted tags; empty for any
     * @throws NotFoundException if there is no such release
     * @throws ConflictException if it has none of the tags
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Release get(UUID id, Optional<EntityTags> ifMatch) {
        Release release = releases.lock(id).orElseThrow(() -> notFound(id));
        if (ifMatch.isPresent() && !ifMatch.get().match(Integer.toString(release.version()))) {
            throw new ConflictException("The release was changed by somebody else.");
        }
        return release;
    }

    static NotFoundException notFound(UUID id) {
        return new NotFoundException("There is no release with the id " + id + ".");
    }
}
