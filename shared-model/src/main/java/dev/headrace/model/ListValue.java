package dev.headrace.model;

import dev.headrace.model.PublishedModel.ValueKind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The canonical text of a filterable or sortable field's value. Both tiers make it here, so that the edge compares what a
 * query asks for with what the core has written.
 */
public final class ListValue {

    private static final int MAX_NUMBER_LENGTH = 40;

    private ListValue() {}

    /**
     * The one text for all texts that mean the same value.
     *
     * @param text the value as documents and queries write it; a reference is the id of the entry
     * @throws IllegalArgumentException if it is no value of the kind; the message says what would be one
     */
    public static String canonical(ValueKind kind, String text) {
        return switch (kind) {
            case TEXT, REFERENCE -> text;
            case NUMBER -> number(text);
            case BOOLEAN -> truth(text);
            case DATETIME -> dateTime(text).toString();
        };
    }

    private static String number(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            // Guards against short texts of enormous numbers, such as 1e999999999.
            if (text.length() <= MAX_NUMBER_LENGTH && Math.abs((long) number.scale()) <= MAX_NUMBER_LENGTH) {
                return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for all of these
        }
        throw new IllegalArgumentException("must be a number");
    }

    private static String truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("must be true or false");
        }
        return text;
    }

    private static Instant dateTime(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() >= 0 && time.getYear() <= 9999) {
                return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
            }
        } catch (DateTimeException e) {
            // falls through to the one message for all of these
        }
        throw new IllegalArgumentException("must be a date and time with offset such as 2026-03-14T08:00:00Z");
    }
}
