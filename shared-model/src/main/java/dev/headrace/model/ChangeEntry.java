package dev.headrace.model;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * An entry of {@link RedisKeys#CHANGES}, written by {@code announce.lua}: {@code n} its number, {@code t} the type,
 * {@code i} the id and {@code l} the locale of the document.
 *
 * @param number entries are numbered from 1 without gaps; {@link #UNNUMBERED} if the number is missing or malformed
 */
public record ChangeEntry(long number, DocumentChange change) {

    /** Follows no number. */
    public static final long UNNUMBERED = -1;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Accepts any fields, because an edge resynchronizes when numbers do not follow one another. */
    public static ChangeEntry parse(Map<String, String> fields) {
        String number = fields.getOrDefault("n", "");
        return new ChangeEntry(NUMBER.matcher(number).matches() ? Long.parseLong(number) : UNNUMBERED,
                new DocumentChange(new Target(fields.getOrDefault("t", ""), fields.getOrDefault("i", "")),
                        fields.getOrDefault("l", "")));
    }

    /** The fields of the entry, as the script writes them. */
    public Map<String, String> fields() {
        return Map.of("n", Long.toString(number), "t", change.target().type(), "i", change.target().id(), "l",
                change.locale());
    }
}
