package dev.headrace.admin.scheduling;

import java.time.Instant;

/**
 * Something that readers notice at a time.
 *
 * @param what such as "Publish version 3"
 * @param path of its page
 * @param outcome whether it has happened
 */
public record CalendarEvent(Instant at, String title, String what, String path, Outcome outcome) {

    /** What has become of it. */
    public enum Outcome {
        planned, done, failed
    }
}
