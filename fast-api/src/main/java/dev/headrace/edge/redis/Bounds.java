package dev.headrace.edge.redis;

import org.jspecify.annotations.Nullable;

/** A part of a sorted list, in the order of its members' bytes; a missing bound is open. */
public record Bounds(@Nullable String lower, boolean lowerIncluded, @Nullable String upper, boolean upperIncluded) {

    public static final Bounds NONE = new Bounds(null, true, null, true);

    public Bounds above(String excluded) {
        return new Bounds(excluded, false, upper, upperIncluded);
    }

    public Bounds from(String included) {
        return new Bounds(included, true, upper, upperIncluded);
    }

    public Bounds below(String excluded) {
        return new Bounds(lower, lowerIncluded, excluded, false);
    }
}
