package dev.headrace.edge.read;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.redis.Bounds;
import dev.headrace.model.ListPlace;
import dev.headrace.model.ListValue;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a query's parameters against a type, for one {@link ListRequest}. */
final class ListRequestReader {

    private static final String DEFAULT_SORT = "-" + PublishedModel.PUBLISHED_AT;
    private static final int DEFAULT_LIMIT = 20;
    private static final int HIGHEST_LIMIT = 100;
    private static final int MOST_FILTERS = 10;
    private static final int MOST_VALUES = 20;
    private static final int LONGEST_VALUE = 500;
    private static final PublishedModel.Field DATETIME = new PublishedModel.Field(ValueKind.DATETIME, List.of());
    private static final Pattern CONDITION = Pattern.compile("([^\\[\\]]+)(?:\\[(gte|lte|gt|lt|in)])?");
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

    // Comes right after every member that has the sort key before it, and before those of all greater keys.
    private static final char BEHIND = ListPlace.SEPARATOR + 1;

    private final PublishedModel.Type type;
    private final Query query;
    private final List<Filter> filters = new ArrayList<>();
    private final Map<String, String> ranges = new HashMap<>();
    private final String sort;
    private final boolean descending;
    private Bounds range = Bounds.NONE;

    ListRequestReader(PublishedModel.Type type, Query query) {
        this.type = type;
        this.query = query;
        String text = query.one(ListRequest.SORT).orElse(DEFAULT_SORT);
        this.descending = text.startsWith("-");
        this.sort = descending ? text.substring(1) : text;
    }

    ListRequest read(String typeName) {
        if (sortField() == null) {
            throw new ProblemException(
                    Problem.badParameter(ListRequest.SORT, "must be one of " + String.join(", ", sortable())
                            + ", with a '-' before it for the other direction"));
        }
        query.names().forEach(this::readParameter);
        if (filters.size() > MOST_FILTERS) {
            throw new ProblemException(Problem.badRequest("At most " + MOST_FILTERS + " filters can be combined."));
        }
        return new ListRequest(typeName, List.copyOf(filters), new Order(sort, descending, range), limit(),
                query.one(ListRequest.AFTER).orElse(null), Selection.of(query, type, type.listView()));
    }

    private PublishedModel.@Nullable Field sortField() {
        return sort.equals(PublishedModel.PUBLISHED_AT) ? DATETIME : type.sorts().get(sort);
    }

    private SortedSet<String> sortable() {
        SortedSet<String> names = new TreeSet<>(type.sorts().keySet());
        names.add(PublishedModel.PUBLISHED_AT);
        return names;
    }

    private void readParameter(String name) {
        if (name.equals(ListRequest.SORT) || name.equals(ListRequest.LIMIT) || name.equals(ListRequest.AFTER)
                || Selection.PARAMETERS.contains(name)) {
            return;
        }
        Matcher condition = CONDITION.matcher(name);
        if (!condition.matches()) {
            throw unknown(name);
        }
        String field = condition.group(1);
        String operator = condition.group(2);
        if (operator == null) {
            query.all(name).forEach(value -> addFilter(name, field, List.of(value)));
        } else if (operator.equals("in")) {
            query.one(name).ifPresent(values -> addFilter(name, field, Arrays.asList(values.split(",", -1))));
        } else {
            query.one(name).ifPresent(value -> addBound(name, field, operator, value));
        }
    }

    private void addFilter(String parameter, String name, List<String> values) {
        PublishedModel.Field field = type.filters().get(name);
        if (field == null) {
            throw unknown(parameter);
        }
        if (values.size() > MOST_VALUES) {
            throw new ProblemException(
                    Problem.badParameter(parameter, "must not have more than " + MOST_VALUES + " values"));
        }
        filters.add(new Filter(name, field, values.stream()
                .map(value -> checked(parameter, field.kind(), value).text()).distinct().toList()));
    }

    private void addBound(String parameter, String name, String operator, String value) {
        if (!name.equals(PublishedModel.PUBLISHED_AT) && !type.sorts().containsKey(name)) {
            throw unknown(parameter);
        }
        PublishedModel.Field field = sortField();
        if (field == null || !name.equals(sort)) {
            throw new ProblemException(Problem.badParameter(parameter,
                    "needs the list to be sorted by the same field: sort=" + name + " or sort=-" + name));
        }
        if (ranges.put(operator.substring(0, 1), operator) != null) {
            throw new ProblemException(Problem.badParameter(parameter, "must not be combined with another bound"));
        }
        String key = checked(parameter, field.kind(), value).sortKey();
        range = switch (operator) {
            case "gte" -> range.from(key);
            case "gt" -> range.from(key + BEHIND);
            case "lt" -> withoutAbsent(range.below(key));
            default -> withoutAbsent(range.below(key + BEHIND));
        };
    }

    /** What has no value is not less than any. */
    private static Bounds withoutAbsent(Bounds range) {
        return range.lower() == null ? range.from(String.valueOf(BEHIND)) : range;
    }

    private static ListValue checked(String parameter, ValueKind kind, String value) {
        // Lists are cached under their conditions, one a line.
        if (CONTROLS.matcher(value).find()) {
            throw new ProblemException(Problem.badParameter(parameter, "must not contain control characters"));
        }
        if (value.length() > LONGEST_VALUE) {
            throw new ProblemException(
                    Problem.badParameter(parameter, "must not be longer than " + LONGEST_VALUE + " characters"));
        }
        try {
            return ListValue.read(kind, value);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.badParameter(parameter, String.valueOf(e.getMessage())));
        }
    }

    private int limit() {
        Predicate<String> isInRange = text -> text.matches("[1-9]\\d?|" + HIGHEST_LIMIT);
        return query.one(ListRequest.LIMIT).map(text -> {
            if (!isInRange.test(text)) {
                throw new ProblemException(
                        Problem.badParameter(ListRequest.LIMIT, "must be a number from 1 to " + HIGHEST_LIMIT));
            }
            return Integer.valueOf(text);
        }).orElse(DEFAULT_LIMIT);
    }

    private ProblemException unknown(String parameter) {
        String filterable = type.filters().isEmpty()
                ? "nothing"
                : String.join(", ", new TreeSet<>(type.filters().keySet()));
        return new ProblemException(new Problem(400,
                "Unknown query parameter '" + parameter + "'. Lists of this type can be filtered by " + filterable
                        + ", and sorted by " + String.join(", ", sortable()) + ".",
                List.of(new Problem.Invalid("/" + parameter, "is not known")), Map.of()));
    }
}
