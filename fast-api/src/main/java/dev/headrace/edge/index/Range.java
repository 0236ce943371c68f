package dev.headrace.edge.index;

import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * A range filter: at least one value of the field is within the bounds. A field without values never matches.
 *
 * @param lower canonical, see {@link dev.headrace.model.ListValue}; null: unbounded
 * @param upper the same
 */
public record Range(String name, Field field, @Nullable Bound lower, @Nullable Bound upper) {

    /** One end of a range. */
    public record Bound(String value, boolean included) {

        private String canonical() {
            return (included ? "=" : "") + Values.line(value);
        }
    }

    public Range from(Bound bound) {
        return new Range(name, field, bound, upper);
    }

    public Range to(Bound bound) {
        return new Range(name, field, lower, bound);
    }

    /** The kind of the field's values. */
    public ValueKind kind() {
        return field.kind();
    }

    public String canonical() {
        return name + "\n" + canonical(lower) + "\n" + canonical(upper);
    }

    /** Values are not empty, so an empty line is no bound. */
    private static String canonical(@Nullable Bound bound) {
        return bound == null ? "" : bound.canonical();
    }
}
