package dev.headrace.admin.releases;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.scheduling.CalendarEvent;
import dev.headrace.admin.scheduling.CalendarEvent.Outcome;
import dev.headrace.admin.scheduling.CalendarEvents;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Scheduled and published releases in the calendar. */
@Component
class ReleaseEvents implements CalendarEvents {

    private final Releases releases;

    ReleaseEvents(Releases releases) {
        this.releases = releases;
    }

    @Override
    public List<CalendarEvent> between(Instant from, Instant until, int limit, Actor actor) {
        return releases.between(from, until, Limit.of(limit)).stream()
                .map(release -> new CalendarEvent(release.dueAt().or(release::publishedAt).orElseThrow(),
                        release.name(), "Release", "/admin/releases/" + release.id(),
                        release.dueAt().isPresent() ? Outcome.planned : Outcome.done))
                .toList();
    }
}
