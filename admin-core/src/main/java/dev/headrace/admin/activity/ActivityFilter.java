package dev.headrace.admin.activity;

import org.jspecify.annotations.Nullable;

/**
 * Selects activities; null matches everything.
 *
 * @param actor the actor's name
 * @param action an action or prefix: {@code entry.} matches {@code entry.edit}
 * @param subjectKind the subject's kind
 * @param subjectId the subject's id
 * @param before only activities with a smaller id
 */
public record ActivityFilter(@Nullable String actor, @Nullable String action, @Nullable String subjectKind,
        @Nullable String subjectId, @Nullable Long before) {

    public static final ActivityFilter ALL = new ActivityFilter(null, null, null, null, null);

    /**
     * Reads a filter from query parameters; empty strings match everything.
     *
     * @param subject a kind, or a kind and an id such as {@code entry:0192…}
     */
    public static ActivityFilter of(@Nullable String actor, @Nullable String action, @Nullable String subject,
            @Nullable Long before) {
        String[] parts = subject == null ? new String[0] : subject.strip().split(":", 2);
        return new ActivityFilter(nullIfBlank(actor), nullIfBlank(action),
                parts.length == 0 ? null : nullIfBlank(parts[0]), parts.length < 2 ? null : nullIfBlank(parts[1]),
                before);
    }

    private static @Nullable String nullIfBlank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
