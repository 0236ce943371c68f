package dev.headrace.model;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * An entry of {@link RedisKeys#CHANGES}, written by {@code announce.lua} or {@code announce_overlay.lua}: {@code n} its
 * number, and for a document {@code t} its type, {@code i} its id and {@code l} its locale, or for an overlay {@code o} its
 * id, {@code s} its state and {@code c} how many numbers the entry takes.
 *
 * @param number the last of the entry's numbers, which begin with 1 and have no gaps; {@link #UNNUMBERED} if the number is
 *     missing or malformed
 */
public record ChangeEntry(long number, Change change) {

    /** What has changed. */
    public sealed interface Change permits DocumentChange, OverlayChange {

        /** How many numbers the entry takes. */
        long numbers();
    }

    /** Follows no number. */
    public static final long UNNUMBERED = -1;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern OVERLAY = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final String BEGINS = "b";
    private static final String ENDS = "e";

    /** Accepts any fields, because an edge resynchronizes when numbers do not follow one another. */
    public static ChangeEntry parse(Map<String, String> fields) {
        long number = number(fields.getOrDefault("n", ""));
        String overlay = fields.get("o");
        if (overlay == null) {
            return new ChangeEntry(number,
                    new DocumentChange(new Target(fields.getOrDefault("t", ""), fields.getOrDefault("i", "")),
                            fields.getOrDefault("l", "")));
        }
        long numbers = number(fields.getOrDefault("c", ""));
        boolean isValid = OVERLAY.matcher(overlay).matches() && numbers > 0;
        return new ChangeEntry(isValid ? number : UNNUMBERED, new OverlayChange(new Overlay(isValid ? overlay : "0"),
                fields.getOrDefault("s", "").equals(BEGINS), Math.max(0, numbers)));
    }

    private static long number(String text) {
        return NUMBER.matcher(text).matches() ? Long.parseLong(text) : UNNUMBERED;
    }

    /** The fields of the entry, as the scripts write them. */
    public Map<String, String> fields() {
        return switch (change) {
            case DocumentChange(Target target, String locale) ->
                Map.of("n", Long.toString(number), "t", target.type(), "i", target.id(), "l", locale);
            case OverlayChange overlay -> Map.of("n", Long.toString(number), "c", Long.toString(overlay.numbers()), "s",
                    state(overlay), "o", overlay.overlay().id());
        };
    }

    static String state(OverlayChange change) {
        return change.begins() ? BEGINS : ENDS;
    }
}
