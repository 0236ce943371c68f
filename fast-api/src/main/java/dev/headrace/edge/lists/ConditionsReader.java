package dev.headrace.edge.lists;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.index.Filter;
import dev.headrace.edge.index.Range;
import dev.headrace.edge.index.Range.Bound;
import dev.headrace.model.EntryId;
import dev.headrace.model.ListValue;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.model.SlugFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the query parameters that are conditions on fields. */
public final class ConditionsReader {

    /** The field of {@link PublishedModel#PUBLISHED_AT}. */
    public static final PublishedModel.Field DATETIME = new PublishedModel.Field(ValueKind.DATETIME, List.of());

    private static final int MAX_CONDITIONS = 10;
    private static final int MAX_VALUES = 20;
    // A canonical form is at least a quarter as long, and takes quadratic time in the worst case.
    private static final int MAX_WRITTEN_LENGTH = 4 * ListValue.MAX_LENGTH;
    private static final Pattern CONDITION = Pattern.compile("([^\\[\\]]+)(?:\\[(gte|lte|gt|lt|in)])?");
    private static final Pattern UNSTORABLE = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    private final PublishedModel.Type type;
    private final Query query;
    private final Function<String, ProblemException> unknown;
    private final List<Filter> filters = new ArrayList<>();
    private final List<FormerChoice> formerChoices = new ArrayList<>();
    private final Map<String, Range> ranges = new TreeMap<>();

    /**
     * @param type has the fields of the conditions
     * @param unknown the answer to a parameter that is no condition
     */
    public ConditionsReader(PublishedModel.Type type, Query query, Function<String, ProblemException> unknown) {
        this.type = type;
        this.query = query;
        this.unknown = unknown;
    }

    /**
     * @param others names of parameters that are no conditions
     * @throws ProblemException 400 if a condition is not valid for the type
     */
    public Conditions read(Collection<String> others) {
        query.names().stream().filter(name -> !others.contains(name)).forEach(this::readParameter);
        if (filters.size() + ranges.size() > MAX_CONDITIONS) {
            throw new ProblemException(Problem.badRequest("At most " + MAX_CONDITIONS + " filters can be combined."));
        }
        return new Conditions(filters, List.copyOf(ranges.values()), formerChoices);
    }

    private void readParameter(String name) {
        Matcher condition = CONDITION.matcher(name);
        if (!condition.matches()) {
            throw unknown.apply(name);
        }
        String field = condition.group(1);
        String operator = condition.group(2);
        if (operator == null) {
            required(name, field).forEach(value -> addFilter(name, field, List.of(value)));
        } else if (operator.equals("in")) {
            query.one(name).ifPresent(values -> addFilter(name, field, Arrays.asList(values.split(",", -1))));
        } else {
            query.one(name).ifPresent(value -> addBound(name, field, operator, value));
        }
    }

    /** A repeated filter requires all of its values, so it is an error for a field that can only have one. */
    private List<String> required(String parameter, String name) {
        PublishedModel.Field field = type.filters().get(name);
        return field != null && field.many()
                ? query.all(parameter).stream().distinct().toList()
                : query.one(parameter).stream().toList();
    }

    private void addFilter(String parameter, String name, List<String> values) {
        PublishedModel.Field field = type.filters().get(name);
        if (field == null) {
            throw unknown.apply(parameter);
        }
        if (values.size() > MAX_VALUES) {
            throw new ProblemException(
                    Problem.badParameter(parameter, "must not have more than " + MAX_VALUES + " values"));
        }
        Filter filter = new Filter(name, field,
                values.stream().map(value -> filterValue(parameter, field, value)).distinct().toList());
        filters.add(filter);
        filter.valuesOutsideTheModel()
                .forEach(value -> formerChoices.add(new FormerChoice(parameter, filter.with(List.of(value)))));
    }

    /** Rejects values that no document can have, because an empty list would hide the mistake. */
    private static String filterValue(String parameter, PublishedModel.Field field, String value) {
        String canonical = canonical(parameter, field.kind(), value);
        if (field.kind() == ValueKind.REFERENCE && !EntryId.isId(canonical) && !SlugFormat.isSlug(canonical)) {
            throw new ProblemException(Problem.badParameter(parameter, "must be the id or slug of a document"));
        }
        return canonical;
    }

    private void addBound(String parameter, String name, String operator, String value) {
        PublishedModel.Field field = rangeField(name);
        if (field == null) {
            throw unknown.apply(parameter);
        }
        if (field.kind() == ValueKind.REFERENCE) {
            throw new ProblemException(Problem.badParameter(parameter, "is not supported, because '" + name
                    + "' is a reference; use '" + name + "' or '" + name + "[in]'"));
        }
        Range range = ranges.computeIfAbsent(name, _ -> new Range(name, field, null, null));
        boolean isLower = operator.startsWith("g");
        if ((isLower ? range.lower() : range.upper()) != null) {
            throw new ProblemException(Problem.badParameter(parameter, "must not be combined with another bound"));
        }
        Bound bound = new Bound(canonical(parameter, field.kind(), value), operator.endsWith("e"));
        ranges.put(name, isLower ? range.from(bound) : range.to(bound));
    }

    private PublishedModel.@Nullable Field rangeField(String name) {
        if (name.equals(PublishedModel.PUBLISHED_AT)) {
            return DATETIME;
        }
        PublishedModel.Field field = type.sorts().get(name);
        return field != null ? field : type.filters().get(name);
    }

    private static String canonical(String parameter, ValueKind kind, String value) {
        if (value.isEmpty()) {
            throw new ProblemException(Problem.badParameter(parameter, "must not be empty"));
        }
        // As in stored texts.
        String text = value.replace("\r\n", "\n");
        if (UNSTORABLE.matcher(text).find()) {
            throw new ProblemException(Problem.badParameter(parameter, "must not contain control characters"));
        }
        if (text.length() > MAX_WRITTEN_LENGTH) {
            throw tooLong(parameter);
        }
        try {
            String canonical = ListValue.canonical(kind, text);
            if (canonical.length() > ListValue.MAX_LENGTH) {
                throw tooLong(parameter);
            }
            return canonical;
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.badParameter(parameter, String.valueOf(e.getMessage())));
        }
    }

    private static ProblemException tooLong(String parameter) {
        return new ProblemException(
                Problem.badParameter(parameter, "must not be longer than " + ListValue.MAX_LENGTH + " characters"));
    }
}
