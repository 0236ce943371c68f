package dev.headrace.admin.releases;

import dev.headrace.admin.releases.ReleaseView.Schedule;
import dev.headrace.admin.web.Page;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads releases, which all staff may see, for API and pages. */
@Component
class ReleaseViews {

    private final ReleaseLists lists;
    private final ReleaseItems items;
    private final ReleaseProgress progress;
    private final RollBackRelease rollBack;

    ReleaseViews(ReleaseLists lists, ReleaseItems items, ReleaseProgress progress, RollBackRelease rollBack) {
        this.lists = lists;
        this.items = items;
        this.progress = progress;
        this.rollBack = rollBack;
    }

    /** @throws dev.headrace.admin.web.NotFoundException if there is no such release */
    ReleaseView get(UUID id) {
        return view(lists.get(id));
    }

    /** Like {@link ReleaseLists#latest}, without receipts and documents. */
    Page<ReleaseView> latest(@Nullable String after, int size) {
        Page<Release> page = lists.latest(after, size);
        Map<UUID, Integer> counts = items.counts(page.items().stream().map(Release::id).toList());
        return page.map(release -> view(release, counts.getOrDefault(release.id(), 0), null, null));
    }

    private ReleaseView view(Release release) {
        return view(release, items.count(release.id()),
                release.publishedAt().isPresent() ? progress.of(release.id()) : null, documents(release));
    }

    private ReleaseView view(Release release, int entries, ReleaseProgress.@Nullable Receipt receipt,
            ReleaseProgress.@Nullable Documents documents) {
        return new ReleaseView(release.id(), release.name(), release.state(), release.version(),
                entries, schedule(release).orElse(null), release.problem().orElse(null),
                release.createdAt(), release.createdBy(), release.updatedAt(), release.updatedBy(),
                release.publishedAt().orElse(null), release.publishedBy().orElse(null),
                release.liveAt().orElse(null), release.returnedAt().orElse(null), rollbackUntil(release),
                receipt, documents);
    }

    private static Optional<Schedule> schedule(Release release) {
        return release.dueAt().map(at -> new Schedule(at, release.zone().map(ZoneId::getId).orElseThrow(),
                release.requestedBy().orElseThrow()));
    }

    private @Nullable Instant rollbackUntil(Release release) {
        return rollBack.isPossible(release) ? release.publishedAt().map(rollBack::until).orElseThrow() : null;
    }

    private ReleaseProgress.@Nullable Documents documents(Release release) {
        return switch (release.state()) {
            case publishing -> progress.documents(ReleaseOverlay.own(release.id()));
            case returning -> progress.documents(ReleaseOverlay.former(release.id()));
            case open, live, returned -> null;
        };
    }
}
