package dev.headrace.edge.lists;

import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a field: one of its values lies between bounds. What has no value lies between none.
 *
 * @param lower canonical, see {@link dev.headrace.model.ListValue}; null: unbounded
 * @param upper the same
 */
record Range(String name, Field field, @Nullable Bound lower, @Nullable Bound upper) {

    /** One end of a range. */
    record Bound(String value, boolean included) {}

    Range from(Bound bound) {
        return new Range(name, field, bound, upper);
    }

    Range to(Bound bound) {
        return new Range(name, field, lower, bound);
    }

    /** The kind of the field's values. */
    ValueKind kind() {
        return field.kind();
    }

    String canonical() {
        return name + "\n" + lower + "\n" + upper;
    }
}
