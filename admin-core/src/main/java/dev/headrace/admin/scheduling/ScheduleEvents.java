package dev.headrace.admin.scheduling;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.scheduling.CalendarEvent.Outcome;
import dev.headrace.admin.scheduling.ScheduleLists.Line;
import dev.headrace.admin.scheduling.ScheduledChange.State;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Scheduled changes in the calendar, except cancelled ones. */
@Component
class ScheduleEvents implements CalendarEvents {

    private final ScheduleLists lists;

    ScheduleEvents(ScheduleLists lists) {
        this.lists = lists;
    }

    @Override
    public List<CalendarEvent> between(Instant from, Instant until, int limit, Actor actor) {
        return lists.between(from, until, limit, actor).stream().map(ScheduleEvents::event).toList();
    }

    private static CalendarEvent event(Line line) {
        ScheduledChange change = line.change();
        return new CalendarEvent(change.dueAt(), line.entry().title(),
                change.version() == null ? "Unpublish" : "Publish version " + change.version(),
                "/admin/content/" + line.entry().type() + "/" + change.entryId() + "?locale=" + change.locale(),
                change.state() == State.pending
                        ? Outcome.planned
                        : change.state() == State.done ? Outcome.done : Outcome.failed);
    }
}
