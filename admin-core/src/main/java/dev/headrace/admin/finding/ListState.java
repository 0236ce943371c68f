package dev.headrace.admin.finding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** State of a list page: what the parameters of its URL mean, and the URLs of lists that differ in one of them. */
record ListState(String type, ListParameters parameters) {

    private static final int DEFAULT_SIZE = 50;

    static ListState of(String type, Map<String, List<String>> parameters) {
        return new ListState(type, ListParameters.of(parameters));
    }

    /** @param query see {@link #query} */
    static ListState parse(String type, String query) {
        return new ListState(type, ListParameters.parse(query));
    }

    /** Null for the default one. */
    @Nullable
    String locale() {
        return parameters.first("locale").orElse(null);
    }

    public String q() {
        return parameters.first("q").orElse("");
    }

    /** Null for all except trashed ones. */
    public @Nullable Status status() {
        return parameters.first("status").flatMap(name -> Arrays.stream(Status.values())
                .filter(status -> status.name().equals(name)).findFirst()).orElse(null);
    }

    /** Null for title matches first, then the most recently edited. */
    public @Nullable String sort() {
        return parameters.first("sort").orElse(null);
    }

    /** Whether to list the entries of another locale that do not exist in this one. */
    public boolean untranslated() {
        return parameters.all(ListParameters.UNTRANSLATED).equals(List.of("true"));
    }

    /** Counted from 1; only of a valid state. */
    public int page() {
        return parameters.first("page").map(Integer::parseInt).orElse(1);
    }

    /** Rows on a page; only of a valid state. */
    public int size() {
        return parameters.first("size").map(Integer::parseInt).orElse(DEFAULT_SIZE);
    }

    /** Paths of fields, see {@link ListColumns}. Forms repeat the parameter. */
    List<String> columns() {
        return parameters.all(ListParameters.COLUMNS).stream().flatMap(paths -> Arrays.stream(paths.split(",")))
                .filter(path -> !path.isEmpty()).distinct().toList();
    }

    /** The parameters of the API's list with the same entries. */
    Map<String, List<String>> ofApi() {
        return parameters.ofApi().values();
    }

    /** Values by parameter. */
    public Map<String, List<String>> filters() {
        return parameters.filters().values();
    }

    /** Whether title matches come first. */
    boolean ranked() {
        return sort() == null && !q().isBlank();
    }

    /** Whether it lists only some of the entries of the locale. */
    public boolean filtered() {
        return !q().isBlank() || status() != null || !filters().isEmpty();
    }

    public ListState onPage(int number) {
        return new ListState(type, parameters.with("page", List.of(Integer.toString(number))));
    }

    /** The entries that do not exist in the locale yet. */
    public ListState onlyUntranslated() {
        return changed(ListParameters.UNTRANSLATED, List.of("true"));
    }

    /** Without search, status and filters. */
    public ListState unfiltered() {
        return new ListState(type, parameters.without(
                name -> ListParameters.isFilter(name) || Set.of("q", "status", "page").contains(name)));
    }

    /** With another value of a filter: in addition to its present ones, or instead of them. */
    ListState filteredBy(FilterParameter filter, String value, boolean additional) {
        String name = ListParameters.name(filter);
        List<String> present = additional ? parameters.all(name) : List.of();
        return changed(name, Stream.concat(present.stream(), Stream.of(value)).distinct().toList());
    }

    /** Without one of the values of a filter. */
    ListState withoutFilter(String parameter, String value) {
        List<String> present = new ArrayList<>(parameters.all(parameter));
        present.remove(value);
        return changed(parameter, present);
    }

    /** Sorted by a column, first in its usual direction, then reversed. */
    public ListState sortedBy(String field) {
        String first = field.equals("title") ? field : "-" + field;
        String second = field.equals("title") ? "-" + field : field;
        boolean reverse = !ranked() && order().equals(first);
        return changed("sort", List.of(reverse ? second : first));
    }

    /** {@code ascending}, {@code descending} or {@code none}, for {@code aria-sort}. */
    public String direction(String field) {
        if (order().equals(field)) {
            return "ascending";
        }
        return !ranked() && order().equals("-" + field) ? "descending" : "none";
    }

    private String order() {
        return Objects.requireNonNullElse(sort(), EntryQuery.DEFAULT_SORT);
    }

    /** On the first page, with other values of a parameter. */
    private ListState changed(String name, List<String> values) {
        return new ListState(type, parameters.with("page", List.of()).with(name, values));
    }

    /** The URL of the page. */
    public String path() {
        String query = query();
        return "/admin/content/" + type + (query.isEmpty() ? "" : "?" + query);
    }

    /** The query of the URL, without default values. */
    public String query() {
        List<String> columns = columns();
        return parameters.with(ListParameters.COLUMNS, columns.isEmpty()
                ? List.of()
                : List.of(String.join(",", columns))).without(this::isDefault).query();
    }

    private boolean isDefault(String name) {
        return switch (name) {
            case "sort" -> q().isBlank() && order().equals(EntryQuery.DEFAULT_SORT);
            case "page" -> parameters.all(name).equals(List.of("1"));
            case "size" -> parameters.all(name).equals(List.of(Integer.toString(DEFAULT_SIZE)));
            case ListParameters.UNTRANSLATED -> !untranslated();
            default -> false;
        };
    }
}
