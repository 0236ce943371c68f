package dev.headrace.admin.finding;

import dev.headrace.admin.schema.ReservedNames;
import dev.headrace.admin.web.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The query parameters of a list page. They are those of the API's list, which {@link EntryQueryReader} reads, and two of
 * the page. A filter of a field that is named like one of these has the operator {@code in}.
 *
 * @param values by name, not empty; only filters have blank ones
 */
record ListParameters(SequencedMap<String, List<String>> values) {

    static final String UNTRANSLATED = "untranslated";
    static final String COLUMNS = "columns";

    private static final Set<String> OF_PAGE = Set.of(UNTRANSLATED, COLUMNS);
    private static final List<String> BEFORE_FILTERS = List.of("locale", "q", "status", UNTRANSLATED);
    private static final List<String> AFTER_FILTERS = List.of("sort", COLUMNS, "page", "size");

    ListParameters {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /** The parameters of a request. Forms send empty ones; lists start at a page, not after an entry. */
    static ListParameters of(Map<String, List<String>> given) {
        SequencedMap<String, List<String>> values = new LinkedHashMap<>();
        given.forEach((name, all) -> {
            List<String> present = isFilter(name) ? all : all.stream().filter(value -> !value.isBlank()).toList();
            if (!present.isEmpty() && !name.equals("after")) {
                values.put(name, List.copyOf(present));
            }
        });
        return new ListParameters(values);
    }

    /**
     * Reads what {@link #query} returns.
     *
     * @throws InvalidInputException if it has a malformed escape
     */
    static ListParameters parse(String query) {
        Map<String, List<String>> decoded = new LinkedHashMap<>();
        UriComponentsBuilder.newInstance().query(query).build().getQueryParams().forEach(
                (name, values) -> decoded.put(decoded(name), values.stream().map(ListParameters::decoded).toList()));
        return of(decoded);
    }

    private static String decoded(@Nullable String text) {
        try {
            return text == null ? "" : UriUtils.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("/query", "must be the query of a list's URL");
        }
    }

    static boolean isFilter(String name) {
        return !ReservedNames.QUERY.contains(name) && !OF_PAGE.contains(name);
    }

    /** The name of a filter that is not mistaken for a parameter of the page. */
    static String name(FilterParameter filter) {
        return OF_PAGE.contains(filter.toString())
                ? new FilterParameter(filter.field(), FilterParameter.IN).toString()
                : filter.toString();
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** The parameters of the API's list of the same entries. */
    ListParameters ofApi() {
        return without(OF_PAGE::contains);
    }

    ListParameters filters() {
        return without(name -> !isFilter(name));
    }

    ListParameters without(Predicate<String> removed) {
        SequencedMap<String, List<String>> rest = new LinkedHashMap<>(values);
        rest.keySet().removeIf(removed);
        return new ListParameters(rest);
    }

    /** With other values of a parameter; without it if there are none. */
    ListParameters with(String name, List<String> others) {
        SequencedMap<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.put(name, List.copyOf(others));
        return new ListParameters(changed).without(each -> changed.getOrDefault(each, List.of()).isEmpty());
    }

    /** The query of a URL. */
    String query() {
        return Stream.of(BEFORE_FILTERS.stream(), filters().values.keySet().stream(), AFTER_FILTERS.stream())
                .flatMap(names -> names)
                .flatMap(name -> all(name).stream().map(value -> encoded(name) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    /** Commas separate values in readable URLs. */
    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8).replace("%2C", ",");
    }
}
