package dev.headrace.admin.finding;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        Map<String, String> normalized = new HashMap<>();
        filters.forEach((name, value) -> normalized.put(name, Values.normalized("/" + name, value)));
        filters = Map.copyOf(normalized);
        text = Values.normalized("/q", text);
        if (text.length() > MAX_TEXT) {
            throw new InvalidInputException("/q", "must not be longer than " + MAX_TEXT + " characters");
        }
        if (!SORTS.contains(sort.startsWith("-") ? sort.substring(1) : sort)) {
            throw new InvalidInputException("/sort", "must be one of " + String.join(", ", SORTS)
                    + ", prefixed with '-' to reverse");
        }
        if (page < 1 || page > MAX_PAGE) {
            throw new InvalidInputException("/page", "must be between 1 and " + MAX_PAGE);
        }
        if (size < 1 || size > MAX_SIZE) {
            throw new InvalidInputException("/size", "must be between 1 and " + MAX_SIZE);
        }
    }

    /** @throws InvalidInputException if a filter is not on a filterable field of the type */
    void checkFilters(ContentType type) {
        for (String name : filters.keySet()) {
            if (type.field(name).flatMap(field -> field.listKind()).isEmpty()) {
                throw new InvalidInputException("/" + name,
                        "is neither a parameter nor a filterable field of the type '" + type.name() + "'");
            }
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
