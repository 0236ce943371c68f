package dev.headrace.admin.finding;

import org.jspecify.annotations.Nullable;

/**
 * An entry that a search found.
 *
 * @param entry in its first locale
 * @param match the variant that matches, if that in the first locale does not; else null
 */
public record Suggestion(EntryRow entry, @Nullable EntryRow match) {}
