package dev.headrace.edge.lists;

import dev.headrace.model.PublishedModel.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a field: one of its values lies between bounds. What has no value lies between none.
 *
 * @param lower canonical, see {@link dev.headrace.model.ListValue}; null: unbounded
 * @param upper the same
 */
record Range(String name, ValueKind kind, @Nullable Bound lower, @Nullable Bound upper) {

    /** One end of a range. */
    record Bound(String value, boolean included) {}

    Range from(Bound bound) {
        return new Range(name, kind, bound, upper);
    }

    Range to(Bound bound) {
        return new Range(name, kind, lower, bound);
    }

    String canonical() {
        return name + "\n" + lower + "\n" + upper;
    }
}
