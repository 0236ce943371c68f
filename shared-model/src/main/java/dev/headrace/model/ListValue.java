package dev.headrace.model;

import dev.headrace.model.PublishedModel.ValueKind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A value of a filterable or sortable field, as it stands in the names and members of lists. Both tiers make it here, so
 * that what the core has filed is what the edge looks for.
 *
 * @param text the one form of the value in which {@link RedisKeys#list(String, String, String, String)} takes it
 * @param sortKey the value as a {@link SortKey}
 */
public record ListValue(String text, String sortKey) {

    private static final int LONGEST_NUMBER = 40;

    /**
     * @param text the value as documents and queries write it; a reference is the id of the entry
     * @throws IllegalArgumentException if it is no value of the kind; the message says what would be one
     */
    public static ListValue read(ValueKind kind, String text) {
        return switch (kind) {
            case TEXT, REFERENCE -> new ListValue(text, SortKey.ofText(text));
            case NUMBER -> ofNumber(text);
            case BOOLEAN -> ofBoolean(text);
            case DATETIME -> ofDateTime(text);
        };
    }

    private static ListValue ofNumber(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            // Guards against short texts of enormous numbers, such as 1e999999999.
            if (text.length() <= LONGEST_NUMBER && Math.abs((long) number.scale()) <= LONGEST_NUMBER) {
                return new ListValue(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString(),
                        SortKey.ofNumber(number));
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for all of these
        }
        throw new IllegalArgumentException("must be a number");
    }

    private static ListValue ofBoolean(String text) {
        return switch (text) {
            case "true" -> new ListValue(text, SortKey.ofBoolean(true));
            case "false" -> new ListValue(text, SortKey.ofBoolean(false));
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static ListValue ofDateTime(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() >= 0 && time.getYear() <= 9999) {
                var instant = time.toInstant().truncatedTo(ChronoUnit.MILLIS);
                return new ListValue(instant.toString(), SortKey.ofInstant(instant));
            }
        } catch (DateTimeException e) {
            // falls through to the one message for all of these
        }
        throw new IllegalArgumentException("must be a date and time with offset such as 2026-03-14T08:00:00Z");
    }
}
