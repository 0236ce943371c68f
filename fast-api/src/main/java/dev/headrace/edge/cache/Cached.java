package dev.headrace.edge.cache;

/** A value in the near cache. */
public interface Cached {

    /** Approximate memory use in bytes. */
    int weight();

    /** Whether this is a negative entry. */
    default boolean isAbsence() {
        return false;
    }
}
