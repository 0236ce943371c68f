package dev.headrace.admin.releases;

import dev.headrace.admin.scheduling.ChangePosition;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Lists releases, which all staff may see; their entries are filtered by what an actor may see. */
@Component
class ReleaseLists {

    private final Releases releases;

    ReleaseLists(Releases releases) {
        this.releases = releases;
    }

    /** @throws NotFoundException if there is no such release */
    Release get(UUID id) {
        return releases.findById(id).orElseThrow(() -> LockedRelease.notFound(id));
    }

    /**
     * The releases that were changed last, first.
     *
     * @param after the position after which the page begins; null for the first page
     */
    Page<Release> latest(@Nullable String after, int size) {
        List<Release> found = after == null ? releases.latest(Limit.of(size + 1)) : latestAfter(after, size + 1);
        return Page.of(found, size, release -> ChangePosition.text(release.updatedAt(), release.id()));
    }

    private List<Release> latestAfter(String after, int size) {
        ChangePosition position = ChangePosition.parse(after);
        return releases.latestAfter(position.time().toInstant(), position.id(), Limit.of(size));
    }

    /** Those to which entries can be added. */
    List<Release> open(int limit) {
        return releases.open(Limit.of(limit));
    }
}
