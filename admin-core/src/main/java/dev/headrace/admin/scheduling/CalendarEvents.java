package dev.headrace.admin.scheduling;

import dev.headrace.admin.access.Actor;
import java.time.Instant;
import java.util.List;

/** Events of a feature for the calendar, as a bean. */
public interface CalendarEvents {

    /**
     * The first events of a time that an actor may see, in their order.
     *
     * @param from inclusive
     * @param until exclusive
     */
    List<CalendarEvent> between(Instant from, Instant until, int limit, Actor actor);
}
