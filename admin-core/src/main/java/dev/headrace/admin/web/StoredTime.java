package dev.headrace.admin.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A time in a position of a list, as clients send it back. */
public final class StoredTime {

    private static final int MAX_YEAR = 9_999;

    private StoredTime() {}

    /**
     * Reads a time.
     *
     * @param text as {@link Instant#toString} writes it
     * @throws DateTimeException if it is malformed, or outside of the years that the database can compare
     */
    public static OffsetDateTime parse(String text) {
        OffsetDateTime parsed = Instant.parse(text).atOffset(ZoneOffset.UTC);
        if (parsed.getYear() < 0 || parsed.getYear() > MAX_YEAR) {
            throw new DateTimeException("no stored time: " + parsed);
        }
        return parsed;
    }
}
