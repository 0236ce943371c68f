package dev.headrace.model;

import java.util.regex.Pattern;

/** The form of slugs. */
public final class SlugFormat {

    public static final int MAX_LENGTH = 200;

    private static final Pattern PATTERN = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

    private SlugFormat() {}

    /** Whether a string may be a slug: lowercase letters a-z and digits, separated by single hyphens, and not an id. */
    public static boolean isSlug(String text) {
        return text.length() <= MAX_LENGTH && PATTERN.matcher(text).matches() && !EntryId.isId(text);
    }
}
