package dev.headrace.admin.web;

import java.util.regex.Pattern;

/** What pages show as a title, so that a link always has text. */
public final class ShownTitle {

    /** Spaces of all kinds, and characters that have no width. */
    private static final Pattern BLANK = Pattern.compile("[\\p{Z}\\p{C}]*");

    private ShownTitle() {}

    /** A title, or "Untitled" if nothing of it can be seen. */
    public static String of(String title) {
        return BLANK.matcher(title).matches() ? "Untitled" : title;
    }
}
