package dev.headrace.admin.finding;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a query parameter that filters a list.
 *
 * @param field the field's name
 * @param operator {@code in}, {@code gte}, {@code gt}, {@code lte} or {@code lt}; empty if a value must be equal
 */
record FilterParameter(String field, String operator) {

    static final String EQUAL = "";
    static final String IN = "in";

    private static final Pattern FORMAT = Pattern.compile("([^\\[\\]]+)(?:\\[(in|gte|gt|lte|lt)])?");

    /** Empty if the text cannot be the name of a filter. */
    static Optional<FilterParameter> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        return matcher.matches()
                ? Optional
                        .of(new FilterParameter(matcher.group(1), matcher.group(2) == null ? EQUAL : matcher.group(2)))
                : Optional.empty();
    }

    /** The parameter's name, such as {@code price[gte]}. */
    @Override
    public String toString() {
        return operator.isEmpty() ? field : field + "[" + operator + "]";
    }
}
