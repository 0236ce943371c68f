package dev.headrace.admin.scheduling;

import dev.headrace.admin.web.InvalidInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A moment in the future, and the time zone in which it was chosen.
 *
 * @param at in whole milliseconds
 */
public record PlannedTime(Instant at, ZoneId zone) {

    private static final int MAX_YEARS = 10;

    /**
     * Reads a time.
     *
     * @param at RFC 3339, or a local time without an offset, such as {@code 2026-12-24T08:00}
     * @param zone a time zone, such as {@code Europe/Berlin}; null if {@code at} has an offset
     * @throws InvalidInputException if it is malformed, ambiguous, past or more than ten years ahead
     */
    public static PlannedTime parse(@Nullable String at, @Nullable String zone, Instant now) {
        return parse(at, zone, now, offsets -> "add the offset " + offsets.getFirst() + " or " + offsets.getLast());
    }

    /** Like {@link #parse}, for a form, whose times have no offsets. */
    public static PlannedTime ofForm(@Nullable String at, @Nullable String zone, Instant now) {
        return parse(at, zone, now, _ -> "choose UTC as the time zone");
    }

    /** What to do about a local time that has several offsets. */
    private interface Remedy {
        String of(List<ZoneOffset> offsets);
    }

    private static PlannedTime parse(@Nullable String at, @Nullable String zone, Instant now, Remedy remedy) {
        if (at == null || at.isBlank()) {
            throw new InvalidInputException("/at", "is required");
        }
        PlannedTime time = parse(at, zone == null || zone.isBlank() ? null : zone(zone), remedy);
        if (!time.at.isAfter(now)) {
            throw new InvalidInputException("/at", "must be in the future");
        }
        if (time.at.isAfter(now.atOffset(ZoneOffset.UTC).plusYears(MAX_YEARS).toInstant())) {
            throw new InvalidInputException("/at", "must be within ten years");
        }
        return time;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new InvalidInputException("/zone", "is not a known time zone, such as Europe/Berlin");
        }
    }

    /** Readers know UTC better than the offset Z. */
    private static ZoneId zone(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : offset;
    }

    private static PlannedTime parse(String at, @Nullable ZoneId zone, Remedy remedy) {
        try {
            return absolute(OffsetDateTime.parse(at), zone);
        } catch (DateTimeParseException _) {
            return local(at, zone, remedy);
        }
    }

    private static PlannedTime absolute(OffsetDateTime at, @Nullable ZoneId zone) {
        if (zone == null) {
            return of(at.toInstant(), zone(at.getOffset()));
        }
        ZoneOffset offset = zone.getRules().getOffset(at.toInstant());
        if (!at.getOffset().equals(ZoneOffset.UTC) && !at.getOffset().equals(offset)) {
            throw new InvalidInputException("/at",
                    "has another offset than " + zone + ", which is " + offset + " then");
        }
        return of(at.toInstant(), zone);
    }

    private static PlannedTime local(String at, @Nullable ZoneId zone, Remedy remedy) {
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(at);
        } catch (DateTimeParseException e) {
            throw new InvalidInputException("/at", "must be a date and time, such as 2026-12-24T08:00 or"
                    + " 2026-12-24T08:00:00+01:00");
        }
        if (zone == null) {
            throw new InvalidInputException("/zone", "is required if the time has no offset");
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return switch (offsets.size()) {
            case 0 -> throw new InvalidInputException("/at",
                    "does not exist in " + zone + ", because clocks are put forward then");
            case 1 -> of(local.toInstant(offsets.getFirst()), zone);
            default -> throw new InvalidInputException("/at", "occurs twice in " + zone
                    + ", because clocks are put back then; " + remedy.of(offsets));
        };
    }

    private static PlannedTime of(Instant at, ZoneId zone) {
        return new PlannedTime(at.truncatedTo(ChronoUnit.MILLIS), zone);
    }
}
