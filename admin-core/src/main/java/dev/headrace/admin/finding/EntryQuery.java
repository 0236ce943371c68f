package dev.headrace.admin.finding;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Query for a list of entries.
 *
 * @param locale locale of the list
 * @param text words or word prefixes that title, slug or texts must contain; empty for all
 * @param status null for all except trashed
 * @param filters required values by field
 * @param sort {@code updatedAt}, {@code createdAt}, {@code publishedAt} or {@code title}, prefixed with {@code -} to
 *     reverse
 * @param page counted from 1
 * @param size rows on a page
 */
public record EntryQuery(String locale, String text, @Nullable Status status, Map<String, String> filters, String sort,
        int page, int size) {

    /** Possible values of {@code sort}, without sign. */
    public static final List<String> SORTS = List.of("updatedAt", "createdAt", "publishedAt", "title");

    /** The default sort. */
    public static final String DEFAULT_SORT = "-updatedAt";

    private static final int MAX_TEXT = 200;
    private static final int MAX_SIZE = 200;
    private static final int MAX_PAGE = 10_000;

    public EntryQuery {
        List<Problem> problems = problems(filters, text, sort, page, size);
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        Map<String, String> normalized = new HashMap<>();
        filters.forEach((name, value) -> normalized.put(name, Values.normalized("/" + name, value)));
        filters = Map.copyOf(normalized);
        text = Values.normalized("/q", text);
    }

    /** The problems of a query that could not be made. */
    public static List<Problem> problems(Map<String, String> filters, String text, String sort, int page, int size) {
        List<Problem> problems = new ArrayList<>();
        filters.forEach((name, value) -> addProblems("/" + name, value, problems));
        addProblems("/q", text, problems);
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

    private static void addProblems(String pointer, String value, List<Problem> problems) {
        try {
            Values.normalized(pointer, value);
        } catch (InvalidInputException e) {
            problems.addAll(e.problems());
        }
    }

    /** The filters that are not on filterable fields of the type. */
    public static List<Problem> filterProblems(ContentType type, Set<String> filters) {
        return filters.stream().filter(name -> type.field(name).flatMap(field -> field.listKind()).isEmpty())
                .map(name -> new Problem("/" + name,
                        "is neither a parameter nor a filterable field of the type '" + type.name() + "'"))
                .toList();
    }

    /** @throws InvalidInputException if a filter is not on a filterable field of the type */
    void checkFilters(ContentType type) {
        List<Problem> problems = filterProblems(type, filters.keySet());
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
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
