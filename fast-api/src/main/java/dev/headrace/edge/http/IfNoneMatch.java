package dev.headrace.edge.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The condition of an {@code If-None-Match} header (RFC 9110). */
final class IfNoneMatch {

    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");
    /** Lists may have empty elements. Without nested repetitions, which would recurse once per comma. */
    private static final Pattern SEPARATOR = Pattern.compile("[ \\t]*,[ \\t,]*");

    private IfNoneMatch() {}

    /**
     * Whether the header is {@code *}, or a list of entity tags that contains a tag, compared weakly. A list with anything
     * that is no tag in quotes contains none.
     *
     * @param lines the lines of the header
     * @param etag with its quotes
     */
    static boolean matches(List<String> lines, String etag) {
        String header = String.join(",", lines).strip();
        if (header.equals("*")) {
            return true;
        }
        Matcher tag = TAG.matcher(header);
        Matcher separator = SEPARATOR.matcher(header);
        boolean found = false;
        int at = separator.lookingAt() ? separator.end() : 0;
        while (at < header.length()) {
            if (!tag.region(at, header.length()).lookingAt()) {
                return false;
            }
            found |= tag.group(1).equals(etag);
            at = tag.end();
            if (at < header.length()) {
                if (!separator.region(at, header.length()).lookingAt()) {
                    return false;
                }
                at = separator.end();
            }
        }
        return found;
    }
}
