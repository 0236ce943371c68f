package dev.headrace.model;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Values as texts whose bytes sort as the values do, so that Redis can keep lists in order without knowing types.
 *
 * <p>An absent value is the empty key and sorts before all others.
 */
public final class SortKey {

    /** The key of an absent value. */
    public static final String ABSENT = "";

    private static final int LONGEST_TEXT = 96;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private SortKey() {}

    /** Ignores case and accents; only the first characters count. */
    public static String ofText(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        String folded = CONTROLS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
        return cutToBytes(folded);
    }

    /** Exact for all numbers that a double can hold. */
    public static String ofNumber(BigDecimal number) {
        // + 0.0 turns -0.0 into 0.0. Flipping the sign bit, or all bits of negatives, makes the bits sort as unsigned.
        long bits = Double.doubleToLongBits(number.doubleValue() + 0.0);
        long ordered = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
        String hex = Long.toHexString(ordered);
        return "0".repeat(16 - hex.length()) + hex;
    }

    /** Millisecond precision, years 0 to 9999. */
    public static String ofInstant(Instant instant) {
        return INSTANT.format(instant);
    }

    public static String ofBoolean(boolean value) {
        return value ? "1" : "0";
    }

    private static String cutToBytes(String text) {
        int end = 0;
        int bytes = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            bytes += text.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST_TEXT) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }
}
