package dev.headrace.admin.finding;

import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Query for a list of entries.
 *
 * @param locale locale of the list
 * @param text words or word prefixes that title, slug or texts must contain; empty for all
 * @param status null for all except trashed
 * @param filters combined with AND
 * @param sort {@code updatedAt}, {@code createdAt}, {@code publishedAt} or {@code title}, prefixed with {@code -} to
 *     reverse
 * @param page counted from 1
 * @param size rows on a page
 */
public record EntryQuery(String locale, String text, @Nullable Status status, List<EntryFilter> filters, String sort,
        int page, int size) {

    /** Possible values of {@code sort}, without sign. */
    public static final List<String> SORTS = List.of("updatedAt", "createdAt", "publishedAt", "title");

    /** The default sort. */
    public static final String DEFAULT_SORT = "-updatedAt";

    private static final int MAX_TEXT = 200;
    private static final int MAX_SIZE = 200;
    private static final int MAX_PAGE = 10_000;

    public EntryQuery {
        List<Problem> problems = problems(text, sort, page, size);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        filters = List.copyOf(filters);
        text = Values.normalized("/q", text);
    }

    /** The problems of a query that could not be made. */
    static List<Problem> problems(String text, String sort, int page, int size) {
        List<Problem> problems = new ArrayList<>();
        try {
            Values.normalized("/q", text);
        } catch (InvalidInputException e) {
            problems.addAll(e.problems());
        }
        if (text.length() > MAX_TEXT) {
            problems.add(new Problem("/q", "must not be longer than " + MAX_TEXT + " characters"));
        }
        if (!SORTS.contains(sort.startsWith("-") ? sort.substring(1) : sort)) {
            problems.add(new Problem("/sort", "must be one of " + String.join(", ", SORTS)
                    + ", prefixed with '-' to reverse"));
        }
        if (page < 1 || page > MAX_PAGE) {
            problems.add(new Problem("/page", "must be between 1 and " + MAX_PAGE));
        }
        if (size < 1 || size > MAX_SIZE) {
            problems.add(new Problem("/size", "must be between 1 and " + MAX_SIZE));
        }
        return problems;
    }

    EntryQuery with(List<EntryFilter> others) {
        return new EntryQuery(locale, text, status, others, sort, page, size);
    }

    EntryQuery inLocale(String other) {
        return new EntryQuery(other, text, status, filters, sort, page, size);
    }

    int offset() {
        return (page - 1) * size;
    }

    public boolean descending() {
        return sort.startsWith("-");
    }

    public String sortField() {
        return descending() ? sort.substring(1) : sort;
    }
}
