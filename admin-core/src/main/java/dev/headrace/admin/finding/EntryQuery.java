package dev.headrace.admin.finding;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.web.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a list of entries must contain.
 *
 * @param locale in which the entries are listed
 * @param text words that title, slug or texts must contain, or begin with; empty for all
 * @param status null for all that are not in the trash
 * @param filters field to the value that it must have
 * @param sort {@code updatedAt}, {@code createdAt}, {@code publishedAt} or {@code title}, with {@code -} before it to
 *     reverse
 * @param page counted from 1
 * @param size rows on a page
 */
public record EntryQuery(String locale, String text, @Nullable Status status, Map<String, String> filters, String sort,
        int page, int size) {

    /** Possible values of {@code sort}, without sign. */
    public static final List<String> SORTS = List.of("updatedAt", "createdAt", "publishedAt", "title");

    /** How lists are sorted when nothing is said. */
    public static final String DEFAULT_SORT = "-updatedAt";

    private static final int MAX_TEXT = 200;
    private static final int MAX_SIZE = 200;
    private static final int MAX_PAGE = 10_000;

    public EntryQuery {
        filters = Map.copyOf(filters);
        if (text.length() > MAX_TEXT) {
            throw new InvalidInputException("/q", "must not be longer than " + MAX_TEXT + " characters");
        }
        if (!SORTS.contains(sort.startsWith("-") ? sort.substring(1) : sort)) {
            throw new InvalidInputException("/sort", "must be one of " + String.join(", ", SORTS)
                    + ", with a minus before it to reverse");
        }
        if (page < 1 || page > MAX_PAGE) {
            throw new InvalidInputException("/page", "must be between 1 and " + MAX_PAGE);
        }
        if (size < 1 || size > MAX_SIZE) {
            throw new InvalidInputException("/size", "must be between 1 and " + MAX_SIZE);
        }
    }

    /** @throws InvalidInputException if a filter names no field of the type that can be filtered by */
    void checkFilters(ContentType type) {
        for (String name : filters.keySet()) {
            if (type.field(name).flatMap(field -> field.listKind()).isEmpty()) {
                throw new InvalidInputException("/" + name, "is neither a parameter nor a field of the type '"
                        + type.name() + "' that can be filtered by");
            }
        }
    }

    public boolean descending() {
        return sort.startsWith("-");
    }

    public String sortField() {
        return descending() ? sort.substring(1) : sort;
    }
}
