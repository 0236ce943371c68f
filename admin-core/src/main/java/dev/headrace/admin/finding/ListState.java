package dev.headrace.admin.finding;

import dev.headrace.admin.schema.ReservedNames;
import dev.headrace.admin.web.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * State of a list page: the query parameters of its URL. They are those of the API's list, which {@link EntryQueryReader}
 * reads, and two of the page: {@code columns} and {@code untranslated}. A filter of a field with one of these names has
 * the operator {@code in}.
 */
final class ListState {

    static final int DEFAULT_SIZE = 50;

    private static final String UNTRANSLATED = "untranslated";
    private static final String COLUMNS = "columns";
    private static final Set<String> OF_PAGE = Set.of(UNTRANSLATED, COLUMNS);
    private static final List<String> BEFORE_FILTERS = List.of("locale", "q", "status", UNTRANSLATED);
    private static final List<String> AFTER_FILTERS = List.of("sort", COLUMNS, "page", "size");

    private final String type;
    private final SequencedMap<String, List<String>> parameters;

    private ListState(String type, SequencedMap<String, List<String>> parameters) {
        this.type = type;
        this.parameters = Collections.unmodifiableSequencedMap(parameters);
    }

    /** The state of a page with these parameters. Forms send empty ones; lists start at a page, not after an entry. */
    static ListState of(String type, Map<String, List<String>> given) {
        SequencedMap<String, List<String>> parameters = new LinkedHashMap<>();
        given.forEach((name, values) -> {
            List<String> present = isFilter(name)
                    ? values
                    : values.stream().filter(value -> !value.isBlank()).toList();
            if (!present.isEmpty() && !name.equals("after")) {
                parameters.put(name, List.copyOf(present));
            }
        });
        return new ListState(type, parameters);
    }

    /**
     * The state of a page with this query, as {@link #query} returns it.
     *
     * @throws InvalidInputException if it has a malformed escape
     */
    static ListState parse(String type, String query) {
        MultiValueMap<String, String> given = UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
        Map<String, List<String>> decoded = new LinkedHashMap<>();
        given.forEach((name, values) -> decoded.put(decoded(name), values.stream().map(ListState::decoded).toList()));
        return of(type, decoded);
    }

    private static String decoded(@Nullable String text) {
        try {
            return text == null ? "" : UriUtils.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("/query", "must be the query of a list's URL");
        }
    }

    private static boolean isFilter(String name) {
        return !ReservedNames.QUERY.contains(name) && !OF_PAGE.contains(name);
    }

    String type() {
        return type;
    }

    @Nullable
    String locale() {
        return first("locale").orElse(null);
    }

    public String q() {
        return first("q").orElse("");
    }

    /** Null for all except trashed ones. */
    public @Nullable Status status() {
        return first("status").flatMap(name -> Arrays.stream(Status.values())
                .filter(status -> status.name().equals(name)).findFirst()).orElse(null);
    }

    /** Null for title matches first, then the most recently edited. */
    public @Nullable String sort() {
        return first("sort").orElse(null);
    }

    /** Whether to list the entries of another locale that do not exist in this one. */
    public boolean untranslated() {
        return first(UNTRANSLATED).filter("true"::equals).isPresent();
    }

    /** Counted from 1; only of a valid state. */
    public int page() {
        return first("page").map(Integer::parseInt).orElse(1);
    }

    /** Rows on a page; only of a valid state. */
    public int size() {
        return first("size").map(Integer::parseInt).orElse(DEFAULT_SIZE);
    }

    /** Paths of fields, see {@link ListColumns}. */
    List<String> columns() {
        return parameters.getOrDefault(COLUMNS, List.of()).stream().flatMap(paths -> Arrays.stream(paths.split(",")))
                .filter(path -> !path.isEmpty()).distinct().toList();
    }

    /** Values by parameter. */
    public SequencedMap<String, List<String>> filters() {
        SequencedMap<String, List<String>> filters = new LinkedHashMap<>(parameters);
        filters.keySet().removeIf(name -> !isFilter(name));
        return filters;
    }

    private Optional<String> first(String name) {
        return Optional.ofNullable(parameters.get(name)).map(List::getFirst);
    }

    /** Those of the API's list with the same entries. */
    Map<String, List<String>> ofApi() {
        Map<String, List<String>> api = new LinkedHashMap<>(parameters);
        api.keySet().removeAll(OF_PAGE);
        return api;
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
        return with("page", List.of(Integer.toString(number)));
    }

    /** The entries that do not exist in the locale yet. */
    public ListState onlyUntranslated() {
        return changed(UNTRANSLATED, List.of("true"));
    }

    /** Without search, status and filters. */
    public ListState unfiltered() {
        SequencedMap<String, List<String>> rest = new LinkedHashMap<>(parameters);
        rest.keySet().removeIf(name -> isFilter(name) || Set.of("q", "status", "page").contains(name));
        return new ListState(type, rest);
    }

    /** With another value of a filter: in addition to its present ones, or instead of them. */
    ListState filteredBy(FilterParameter filter, String value, boolean additional) {
        FilterParameter usable = OF_PAGE.contains(filter.toString())
                ? new FilterParameter(filter.field(), FilterParameter.IN)
                : filter;
        List<String> present = additional ? parameters.getOrDefault(usable.toString(), List.of()) : List.of();
        return changed(usable.toString(), Stream.concat(present.stream(), Stream.of(value)).distinct().toList());
    }

    /** Without one of the values of a filter. */
    ListState withoutFilter(String parameter, String value) {
        List<String> present = new ArrayList<>(parameters.getOrDefault(parameter, List.of()));
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
        return with("page", List.of()).with(name, values);
    }

    private ListState with(String name, List<String> values) {
        SequencedMap<String, List<String>> changed = new LinkedHashMap<>(parameters);
        if (values.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, List.copyOf(values));
        }
        return new ListState(type, changed);
    }

    /** The URL of the page. */
    public String path() {
        String query = query();
        return "/admin/content/" + type + (query.isEmpty() ? "" : "?" + query);
    }

    /** The query of the URL, without default values. */
    public String query() {
        return Stream.of(BEFORE_FILTERS.stream(), filters().keySet().stream(), AFTER_FILTERS.stream())
                .flatMap(names -> names).flatMap(name -> shown(name).stream().map(value -> encoded(name) + "="
                        + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    private List<String> shown(String name) {
        boolean isDefault = switch (name) {
            case "sort" -> q().isBlank() && order().equals(EntryQuery.DEFAULT_SORT);
            case "page" -> onlyIs(name, "1");
            case "size" -> onlyIs(name, Integer.toString(DEFAULT_SIZE));
            case UNTRANSLATED -> !untranslated();
            default -> false;
        };
        if (isDefault) {
            return List.of();
        }
        return name.equals(COLUMNS) && !columns().isEmpty()
                ? List.of(String.join(",", columns()))
                : parameters.getOrDefault(name, List.of());
    }

    private boolean onlyIs(String name, String value) {
        return parameters.getOrDefault(name, List.of()).equals(List.of(value));
    }

    /** Commas separate values in readable URLs. */
    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8).replace("%2C", ",");
    }
}
