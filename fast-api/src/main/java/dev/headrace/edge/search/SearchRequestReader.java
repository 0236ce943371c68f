package dev.headrace.edge.search;

import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.index.Filter;
import dev.headrace.edge.index.IndexKey;
import dev.headrace.edge.index.IndexQuery;
import dev.headrace.edge.index.Order;
import dev.headrace.edge.index.Range;
import dev.headrace.edge.index.SearchQuery;
import dev.headrace.edge.lists.Conditions;
import dev.headrace.edge.lists.ConditionsReader;
import dev.headrace.edge.lists.PageLimit;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.ReadParameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Parses the query parameters of a search. */
final class SearchRequestReader {

    /** The view of found documents, if their type has it. */
    static final String CARD = "card";

    private static final int MAX_TEXT = 500;
    private static final int MAX_FACETS = 10;
    private static final String STATS = "stats";
    private static final Order ANY_ORDER = new Order(PublishedModel.PUBLISHED_AT, ConditionsReader.DATETIME, true);

    private final PublishedModel model;
    private final Query query;
    private final Audience audience;

    SearchRequestReader(PublishedModel model, Query query, Audience audience) {
        this.model = model;
        this.query = query;
        this.audience = audience;
    }

    /** @throws ProblemException 400 if the query is not valid */
    SearchRequest read() {
        SearchedTypes types = types();
        String locale = query.one(ReadParameter.LOCALE)
                .map(value -> checked(ReadParameter.LOCALE, value, model.locales())).orElse(model.defaultLocale());
        boolean stats = query.one(ReadParameter.WITH).map(value -> checked(ReadParameter.WITH, value, List.of(STATS)))
                .isPresent();
        Conditions conditions = new ConditionsReader(types.common(), query, types::unknownParameter)
                .read(ReadParameter.SEARCH);
        List<IndexQuery> queries = types.all().entrySet().stream()
                .map(type -> query(new IndexKey(type.getKey(), locale), type.getValue(), conditions)).toList();
        SearchQuery first = new SearchQuery(text(), queries, facets(types), PageLimit.of(query), null);
        String search = first.canonical();
        String after = query.one(ReadParameter.AFTER).orElse(null);
        String page = search + "\n\n\n\n\n" + String.join(",", first.facets()) + "\n" + first.limit() + "\n"
                + (after == null ? "" : after);
        return new SearchRequest(after == null
                ? first
                : new SearchQuery(first.text(), queries, first.facets(), first.limit(),
                        SearchCursor.read(after, search)),
                conditions.filters(), types.all(), locale, search, page, conditions.formerChoices(), stats, audience);
    }

    private SearchedTypes types() {
        Map<String, PublishedModel.Type> searchable = new TreeMap<>();
        model.types().forEach((name, type) -> {
            if (type.search() != null) {
                searchable.put(name, type);
            }
        });
        if (searchable.isEmpty()) {
            throw new ProblemException(Problem.notFound("The model has no type that can be searched."));
        }
        return new SearchedTypes(query.one(ReadParameter.TYPES).map(names -> {
            Map<String, PublishedModel.Type> named = new TreeMap<>();
            Arrays.stream(names.split(",", -1))
                    .forEach(name -> named.put(checked(ReadParameter.TYPES, name, searchable.keySet()),
                            Objects.requireNonNull(searchable.get(name))));
            return named;
        }).orElse(searchable));
    }

    private static String checked(String parameter, String value, Iterable<String> allowed) {
        for (String each : allowed) {
            if (each.equals(value)) {
                return value;
            }
        }
        throw new ProblemException(
                Problem.badParameter(parameter, "must be one of " + String.join(", ", allowed)));
    }

    /** Control characters are like spaces, because people paste them. */
    private String text() {
        String text = query.one(ReadParameter.QUERY).orElse("");
        if (text.length() > MAX_TEXT) {
            throw new ProblemException(
                    Problem.badParameter(ReadParameter.QUERY, "must not be longer than " + MAX_TEXT + " characters"));
        }
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private List<String> facets(SearchedTypes types) {
        return query.one(ReadParameter.FACETS).map(names -> {
            List<String> facets = Arrays.stream(names.split(",", -1)).distinct().toList();
            if (facets.size() > MAX_FACETS) {
                throw new ProblemException(
                        Problem.badParameter(ReadParameter.FACETS, "must not be more than " + MAX_FACETS));
            }
            facets.forEach(facet -> checkFacet(facet, types));
            return facets;
        }).orElse(List.of());
    }

    private static void checkFacet(String facet, SearchedTypes types) {
        SortedSet<String> all = types.facets();
        if (!all.contains(facet)) {
            throw new ProblemException(Problem.badParameter(ReadParameter.FACETS, all.isEmpty()
                    ? "is not supported, because these types have no facets"
                    : "must be among " + String.join(", ", all) + ", separated by commas"));
        }
    }

    /** The conditions on the fields of one type. */
    private static IndexQuery query(IndexKey index, PublishedModel.Type type, Conditions conditions) {
        return new IndexQuery(index,
                conditions.filters().stream().map(
                        filter -> new Filter(filter.name(), Objects.requireNonNull(type.filters().get(filter.name())),
                                filter.values()))
                        .toList(),
                conditions.ranges().stream()
                        .map(range -> new Range(range.name(), SearchedTypes.ofRange(type, range.name()), range.lower(),
                                range.upper()))
                        .collect(Collectors.toList()),
                ANY_ORDER, 1, null);
    }
}
