package dev.headrace.admin.finding;

import static java.util.stream.Collectors.joining;

import dev.headrace.admin.finding.ListOrder.Column;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.Arrays;
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
 * @param position where the page starts
 * @param size rows on a page
 */
public record EntryQuery(String locale, String text, @Nullable Status status, List<EntryFilter> filters, String sort,
        Position position, int size) {

    /** The default sort. */
    public static final String DEFAULT_SORT = "-updatedAt";

    private static final int MAX_TEXT = 200;
    private static final int MAX_SIZE = 200;
    /** Number of entries that numbered pages reach; those before a page are skipped one by one. */
    static final int MAX_NUMBERED = EntryLists.MAX_COUNTED;

    public EntryQuery {
        List<Problem> problems = problems(text, sort, page(position), size);
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
        if (ListOrder.parse(sort).isEmpty()) {
            problems.add(new Problem("/sort", "must be one of "
                    + Arrays.stream(ListOrder.Column.values()).map(Enum::name).collect(joining(", "))
                    + ", prefixed with '-' to reverse"));
        }
        boolean isSize = size >= 1 && size <= MAX_SIZE;
        if (!isSize) {
            problems.add(new Problem("/size", "must be between 1 and " + MAX_SIZE));
        }
        int pages = MAX_NUMBERED / (isSize ? size : MAX_SIZE);
        if (page < 1 || page > pages) {
            problems.add(new Problem("/page",
                    "must be between 1 and " + pages + " for pages of this size; read more with 'after'"));
        }
        return problems;
    }

    EntryQuery with(List<EntryFilter> others) {
        return new EntryQuery(locale, text, status, others, sort, position, size);
    }

    EntryQuery at(Position other) {
        return new EntryQuery(locale, text, status, filters, sort, other, size);
    }

    EntryQuery inLocale(String other) {
        return new EntryQuery(other, text, status, filters, sort, position, size);
    }

    /** The number of the page; 1 if it starts after a position. */
    public int page() {
        return page(position);
    }

    private static int page(Position position) {
        return switch (position) {
            case Position.Numbered(int number) -> number;
            case Position.After _ -> 1;
        };
    }

    /** The number of rows to skip from the start of the list, or from the position after which the page starts. */
    int offset() {
        return (page() - 1) * size;
    }

    ListOrder order() {
        ListOrder order = ListOrder.parse(sort).orElseThrow();
        // Never published entries all compare equal by that time, and the index on the status is sorted by update time.
        return status == Status.draft && order.column() == Column.publishedAt
                ? new ListOrder(Column.updatedAt, true)
                : order;
    }
}
