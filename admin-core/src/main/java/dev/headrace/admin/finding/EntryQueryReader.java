package dev.headrace.admin.finding;

import dev.headrace.admin.finding.EntryFilter.Comparison;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.ReservedNames;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.model.ListValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters of a list of entries, and reports all invalid ones together. */
public final class EntryQueryReader {

    private static final int MAX_FILTERS = 10;
    /** Of one parameter. */
    static final int MAX_VALUES = 20;

    private final ContentType type;
    private final Locales locales;
    private final Map<String, List<String>> parameters;
    private final List<EntryFilter> filters = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private EntryQueryReader(ContentType type, Locales locales, Map<String, List<String>> parameters) {
        this.type = type;
        this.locales = locales;
        this.parameters = parameters;
    }

    /** @throws InvalidInputException if a parameter is unknown or invalid */
    public static EntryQuery read(ContentType type, Locales locales, Map<String, List<String>> parameters) {
        return new EntryQueryReader(type, locales, parameters).read();
    }

    private EntryQuery read() {
        String text = one("q", "");
        Status status = parameters.containsKey("status") ? status(one("status", "")) : null;
        String sort = one("sort", EntryQuery.DEFAULT_SORT);
        int page = number("page", "1");
        int size = number("size", "50");
        String locale = locale();
        parameters.keySet().stream().filter(name -> !ReservedNames.QUERY.contains(name)).forEach(this::readFilter);
        if (filters.size() > MAX_FILTERS) {
            problems.add(new Problem("", "At most " + MAX_FILTERS + " filters can be combined"));
        }
        problems.addAll(EntryQuery.problems(text, sort, page, size));
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return position(new EntryQuery(locale, text, status, filters, sort, new Position.Numbered(page), size));
    }

    private String one(String name, String otherwise) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            problems.add(new Problem("/" + name, "must not be repeated"));
        }
        return values.isEmpty() ? otherwise : values.getFirst();
    }

    private int number(String name, String otherwise) {
        try {
            return Integer.parseInt(one(name, otherwise));
        } catch (NumberFormatException e) {
            problems.add(new Problem("/" + name, "must be a whole number"));
            return 1;
        }
    }

    private EntryQuery position(EntryQuery query) {
        List<String> after = parameters.getOrDefault("after", List.of());
        if (after.isEmpty()) {
            return query;
        }
        if (after.size() > 1 || parameters.containsKey("page")) {
            throw new InvalidInputException("/after", "must not be repeated, nor combined with 'page'");
        }
        return query.at(Position.After.parse(after.getFirst(), query.order()));
    }

    private @Nullable Status status(String text) {
        Optional<Status> found = Arrays.stream(Status.values()).filter(status -> status.name().equals(text))
                .findFirst();
        if (found.isEmpty()) {
            problems.add(new Problem("/status", "must be one of "
                    + String.join(", ", Arrays.stream(Status.values()).map(Enum::name).toList())));
        }
        return found.orElse(null);
    }

    private String locale() {
        try {
            return locales.check(parameters.containsKey("locale") ? one("locale", "") : null);
        } catch (InvalidInputException e) {
            problems.addAll(e.problems());
            return "";
        }
    }

    private void readFilter(String parameter) {
        Optional<FilterParameter> name = FilterParameter.parse(parameter);
        Optional<Field> field = name.flatMap(each -> type.field(each.field()))
                .filter(Field::isFilterable);
        if (name.isEmpty() || field.isEmpty()) {
            problems.add(new Problem("/" + parameter,
                    "is neither a parameter nor a filterable field of the type '" + type.name() + "'"));
            return;
        }
        switch (name.get().operator()) {
            case FilterParameter.EQUAL ->
                required(parameter, field.get()).forEach(value -> addFilter(parameter, field.get(), List.of(value)));
            case FilterParameter.IN ->
                addFilter(parameter, field.get(), List.of(one(parameter, "").split(",", -1)));
            default ->
                addBound(parameter, field.get(), Comparison.valueOf(name.get().operator().toUpperCase(Locale.ROOT)));
        }
    }

    /** A repeated filter requires all of its values, so it is an error for a field that can only have one. */
    private List<String> required(String parameter, Field field) {
        return field.many()
                ? parameters.getOrDefault(parameter, List.of()).stream().distinct().toList()
                : List.of(one(parameter, ""));
    }

    private void addFilter(String parameter, Field field, List<String> values) {
        if (values.size() > MAX_VALUES) {
            problems.add(new Problem("/" + parameter, "must not have more than " + MAX_VALUES + " values"));
        } else {
            add(parameter, field, Comparison.ONE_OF, values);
        }
    }

    private void addBound(String parameter, Field field, Comparison comparison) {
        if (field.isOrdered()) {
            add(parameter, field, comparison, List.of(one(parameter, "")));
        } else {
            problems.add(new Problem("/" + parameter, "is not supported: only numbers and times have ranges"));
        }
    }

    private void add(String parameter, Field field, Comparison comparison, List<String> values) {
        try {
            filters.add(new EntryFilter(parameter, field, comparison, values.stream()
                    .map(value -> filterText(parameter, field, value)).distinct().toList()));
        } catch (InvalidInputException e) {
            e.problems().forEach(problem -> problems.add(new Problem("/" + parameter, problem.message())));
        }
    }

    /** The edge has the same limit. */
    private static String filterText(String parameter, Field field, String value) {
        String text = field.filterText(Values.normalized("/" + parameter, value));
        if (text.length() > ListValue.MAX_LENGTH) {
            throw new InvalidInputException("/" + parameter,
                    "must not be longer than " + ListValue.MAX_LENGTH + " characters");
        }
        return text;
    }
}
