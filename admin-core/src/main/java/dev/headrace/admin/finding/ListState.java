package dev.headrace.admin.finding;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * State of a list page; all of it is part of the URL.
 *
 * @param locale null for the default
 * @param status null for all except trashed
 * @param sort null for title matches first, then the most recently edited
 * @param untranslated whether to list the entries of another locale that do not exist in this one
 */
record ListState(String type, @Nullable String locale, String q, @Nullable Status status, @Nullable String sort,
        boolean untranslated, int page, int size) {

    static final int DEFAULT_SIZE = 50;

    EntryQuery query(String checkedLocale) {
        return new EntryQuery(checkedLocale, q, status, List.of(), order(), new Position.Numbered(page), size);
    }

    private String order() {
        return sort == null ? EntryQuery.DEFAULT_SORT : sort;
    }

    /** Whether title matches come first. */
    boolean ranked() {
        return sort == null && !q.isBlank();
    }

    public ListState onPage(int number) {
        return new ListState(type, locale, q, status, sort, untranslated, number, size);
    }

    /** The entries that do not exist in the locale yet. */
    public ListState onlyUntranslated() {
        return new ListState(type, locale, q, status, sort, true, 1, size);
    }

    /** Sorted by a column, first in its usual direction, then reversed. */
    public ListState sortedBy(String field) {
        String first = field.equals("title") ? field : "-" + field;
        String second = field.equals("title") ? "-" + field : field;
        boolean reverse = !ranked() && order().equals(first);
        return new ListState(type, locale, q, status, reverse ? second : first, untranslated, 1, size);
    }

    /** {@code ascending}, {@code descending} or {@code none}, for {@code aria-sort}. */
    public String direction(String field) {
        if (order().equals(field)) {
            return "ascending";
        }
        return !ranked() && order().equals("-" + field) ? "descending" : "none";
    }

    public boolean filtered() {
        return !q.isBlank() || status != null;
    }

    /** The URL of the page, without default values. */
    public String path() {
        UriComponentsBuilder path = UriComponentsBuilder.fromPath("/admin/content/{type}");
        if (locale != null) {
            path.queryParam("locale", locale);
        }
        if (!q.isBlank()) {
            path.queryParam("q", "{q}");
        }
        if (status != null) {
            path.queryParam("status", status);
        }
        if (untranslated) {
            path.queryParam("untranslated", true);
        }
        if (sort != null && (!q.isBlank() || !sort.equals(EntryQuery.DEFAULT_SORT))) {
            path.queryParam("sort", sort);
        }
        if (page != 1) {
            path.queryParam("page", page);
        }
        if (size != DEFAULT_SIZE) {
            path.queryParam("size", size);
        }
        return path.encode().buildAndExpand(Map.of("type", type, "q", q)).toUriString();
    }
}
