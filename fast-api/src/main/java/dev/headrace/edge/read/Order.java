package dev.headrace.edge.read;

import dev.headrace.edge.redis.Bounds;

/**
 * The order of a list, and the part of it that is wanted.
 *
 * @param sort the field
 * @param range bounds of the field's sort keys, as bounds of the list's members
 */
record Order(String sort, boolean descending, Bounds range) {

    /** The part that comes after a member. */
    Bounds after(String member) {
        return descending ? range.below(member) : range.above(member);
    }

    String canonical() {
        return (descending ? "-" : "") + sort + "\n" + range;
    }
}
