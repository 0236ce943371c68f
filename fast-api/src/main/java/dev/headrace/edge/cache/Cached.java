package dev.headrace.edge.cache;

/** Something that the near cache holds. */
public interface Cached {

    /** About how many bytes of memory it takes. */
    int weight();

    /** Whether it says that nothing is there. */
    default boolean isAbsence() {
        return false;
    }
}
