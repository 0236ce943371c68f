package dev.headrace.admin.scheduling;

import dev.headrace.admin.publishing.Ending;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A planned publication of a variant, or its removal.
 *
 * @param version the revision to publish; null for a removal
 * @param ending what readers get after a removal
 * @param zone the time zone in which it was planned: a region, or an offset
 * @param problem why it failed, or why the system cancelled it; else null
 * @param requestedBy the email address of the person who planned it
 * @param endedAt when it was carried out, cancelled, or failed; null while it is pending
 */
record ScheduledChange(UUID id, UUID entryId, String locale, Action action, @Nullable Integer version, Ending ending,
        Instant dueAt, String zone, State state, @Nullable String problem, String requestedBy,
        @Nullable String requestId,
        Instant createdAt, @Nullable Instant endedAt) {

    private static final DateTimeFormatter READABLE = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final Duration PUNCTUAL = Duration.ofMinutes(1);

    /** What will happen. */
    enum Action {
        publish, unpublish
    }

    /** Whether it has happened. */
    enum State {
        pending, done, cancelled, failed
    }

    /** When it is due in its time zone, for reading. */
    public String localTime() {
        return READABLE.format(dueAt.atZone(ZoneId.of(zone)));
    }

    /** The time zone for a form: UTC instead of a zone in which the local time occurs twice. */
    public String inputZone() {
        ZoneRules rules = ZoneId.of(zone).getRules();
        return rules.getValidOffsets(LocalDateTime.ofInstant(dueAt, ZoneId.of(zone))).size() == 1 ? zone : "UTC";
    }

    /** When it is due in {@link #inputZone}, for a control of a form. */
    public String localInput() {
        return dueAt.atZone(ZoneId.of(inputZone())).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
    }

    boolean isPublication() {
        return action == Action.publish;
    }

    /** Whether it was carried out more than a minute after it was due, because no core was running, for example. */
    public boolean isLate() {
        return state == State.done && endedAt != null && endedAt.isAfter(dueAt.plus(PUNCTUAL));
    }
}
