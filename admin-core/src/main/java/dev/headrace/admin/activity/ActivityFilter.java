package dev.headrace.admin.activity;

import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.List;
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

    /** Why query parameters can match nothing: they must be known actions and subjects. */
    public static List<Problem> problems(@Nullable String action, @Nullable String subject) {
        ActivityFilter filter = of(null, action, subject, null);
        List<Problem> problems = new ArrayList<>();
        if (filter.action() != null && !Actions.isKnownPrefix(filter.action())) {
            problems.add(new Problem("/action", "must be an action such as entry.publish, or the beginning of one"));
        }
        if (filter.subjectKind() != null && !Actions.subjects().containsKey(filter.subjectKind())) {
            problems.add(new Problem("/subject", "must be KIND or KIND:ID, where KIND is one of "
                    + String.join(", ", Actions.subjects().keySet())));
        }
        return problems;
    }

    private static @Nullable String nullIfBlank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
