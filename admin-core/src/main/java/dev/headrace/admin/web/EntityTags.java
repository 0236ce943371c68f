package dev.headrace.admin.web;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An {@code If-Match} header (RFC 9110): no condition, any present representation, or one of a list of entity tags.
 *
 * @param any whether the header is {@code *}
 * @param strong the strong tags of the list, without quotes; weak ones never match
 */
public record EntityTags(boolean any, Set<String> strong) {

    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");
    /** Lists may have empty elements. Without nested repetitions, which would recurse once per comma. */
    private static final Pattern SEPARATOR = Pattern.compile("[ \\t]*,[ \\t,]*");

    /**
     * Parses a header.
     *
     * @param ifMatch several lines joined by commas; null if the request has none
     * @throws ConflictException if it is malformed, because then nothing is known to match
     */
    public static Optional<EntityTags> parse(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return Optional.empty();
        }
        String header = ifMatch.strip();
        if (header.equals("*")) {
            return Optional.of(new EntityTags(true, Set.of()));
        }
        Set<String> strong = new TreeSet<>();
        Matcher tag = TAG.matcher(header);
        Matcher separator = SEPARATOR.matcher(header);
        int at = separator.lookingAt() ? separator.end() : 0;
        while (at < header.length()) {
            if (!tag.region(at, header.length()).lookingAt()) {
                throw new ConflictException("If-Match must be * or a list of entity tags in quotes.");
            }
            if (tag.group(1) == null) {
                strong.add(tag.group(2));
            }
            at = tag.end();
            if (at < header.length()) {
                if (!separator.region(at, header.length()).lookingAt()) {
                    throw new ConflictException("If-Match must be * or a list of entity tags in quotes.");
                }
                at = separator.end();
            }
        }
        return Optional.of(new EntityTags(false, Set.copyOf(strong)));
    }

    /** @param tag of what is present, without quotes */
    public boolean match(String tag) {
        return any || strong.contains(tag);
    }
}
