package dev.headrace.model;

import dev.headrace.model.PublishedModel.ValueKind;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The canonical form of a value of a filterable or sortable field. Shared by both tiers, so that the edge can compare query
 * values with the values written by the core.
 */
public final class ListValue {

    /** The length, in characters, of the longest values that lists can be filtered by, in canonical form. */
    public static final int MAX_LENGTH = 500;

    private static final int MAX_NUMBER_LENGTH = 40;

    private ListValue() {}

    /**
     * The canonical form, equal for all representations of the same value.
     *
     * @param text the value as written in documents and queries; the entry id for a reference
     * @throws IllegalArgumentException if it is not a value of the kind; the message describes valid values
     */
    public static String canonical(ValueKind kind, String text) {
        return switch (kind) {
            case TEXT -> Normalizer.normalize(text, Normalizer.Form.NFC);
            case REFERENCE -> text;
            case NUMBER -> number(text);
            case BOOLEAN -> bool(text);
            case DATETIME -> dateTime(text).toString();
        };
    }

    private static String number(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            // Guards against short representations of huge numbers, such as 1e999999999.
            // BigDecimal also reads digits of other scripts, which JSON does not have.
            if (text.length() <= MAX_NUMBER_LENGTH && text.chars().allMatch(each -> each < 128)
                    && Math.abs((long) number.scale()) <= MAX_NUMBER_LENGTH) {
                return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new IllegalArgumentException("must be a number");
    }

    private static String bool(String text) {
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
            // reported below
        }
        throw new IllegalArgumentException("must be a date and time with offset such as 2026-03-14T08:00:00Z"
                + (text.indexOf(' ') < 0 ? "" : "; in a URL, + is written as %2B"));
    }
}
